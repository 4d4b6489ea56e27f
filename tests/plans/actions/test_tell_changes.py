"""The letter about a changed plan: one for several publishings, with the newest words."""

from datetime import timedelta

import pytest

from athletes.models import OutgoingMail
from plans.actions.draft import save_draft
from plans.actions.publish import publish
from plans.models import OffSeason
from tests.factories import NOW, account_of
from tests.plans.drafted import make_draft, publish_draft, redraft

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=1)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def season(bob):
    season = make_draft(bob)
    publish_draft(season)
    return season


def again(season, cut, *, at=LATER):
    redraft(season, {"policy": {"cut": cut}}, at=at)
    publish_draft(season, at=at)


def letters():
    return list(OutgoingMail.objects.filter(kind="plan_changed").order_by("pk"))


def test_what_changes_is_told_after_a_while(season, bob):
    again(season, 0.4)

    (mail,) = letters()
    season.refresh_from_db()
    assert mail.to == "bob@example.org"
    assert mail.not_before == LATER + 20 * MINUTE
    assert mail.subject.startswith(f"Your plan: {len(season.changed_days)} days have changed, the first on ")
    assert mail.text.count("was ") == len(season.changed_days)
    assert mail.html.count("was ") == len(season.changed_days)


def test_several_publishings_make_one_letter_with_the_newest_words(season):
    again(season, 0.4)
    first = letters()[0]
    again(season, 0.38, at=LATER + 10 * MINUTE)

    (mail,) = letters()
    assert (mail.pk, mail.not_before, mail.message_id) == (first.pk, first.not_before, first.message_id)
    assert mail.text != first.text


def test_a_publishing_after_it_left_makes_another(season):
    again(season, 0.4)
    again(season, 0.2, at=LATER + 20 * MINUTE)

    assert len(letters()) == 2


def test_a_letter_in_a_workers_hands_is_left_alone(season):
    again(season, 0.4)
    OutgoingMail.objects.filter(kind="plan_changed").update(lease_until=LATER + 30 * MINUTE, attempts=1)
    words = letters()[0].text
    again(season, 0.2, at=LATER + 5 * MINUTE)

    assert letters()[0].text == words
    assert len(letters()) == 2


def test_what_is_taken_back_meanwhile_is_not_told(season):
    published = season.published
    again(season, 0.4)
    season.refresh_from_db()
    publish(season, published, seen_lock=season.lock, by=account_of_coach(season), at=LATER + MINUTE)

    assert letters() == []


def test_the_same_published_twice_is_told_once(season):
    again(season, 0.4)
    publish_draft(season, at=LATER + MINUTE)

    assert len(letters()) == 1


def test_nothing_is_told_where_no_day_to_come_is_another(season):
    draft = season.draft
    save_draft(
        season,
        request=draft.request | {"note": "Sleep well."},
        edits=draft.edits,
        seen_lock=season.lock,
        by=account_of_coach(season),
        at=LATER,
    )
    publish_draft(season, at=LATER)

    assert letters() == []


def test_days_that_the_coach_has_not_opened_are_not_told(season):
    redraft(season, {"policy": {"cut": 0.4}}, at=LATER)
    publish_draft(season, at=LATER, until=LATER.date())

    assert all("was " not in mail.text for mail in letters())


def test_who_turned_it_off_gets_none_and_who_plans_alone_neither(season, bob, charlie):
    user = account_of(bob)
    user.mail_off = ["plan_changed"]
    user.save()
    again(OffSeason.objects.get(pk=season.pk), 0.4)
    own = make_draft(charlie.athlete)
    publish_draft(own)
    again(own, 0.4)

    assert letters() == []


def account_of_coach(season):
    return season.athlete.coach.user
