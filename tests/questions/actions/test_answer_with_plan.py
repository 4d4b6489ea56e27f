"""One press: the answer leaves, the plan is out, and one mail leads to it."""

from datetime import date, timedelta

import pytest

from athletes.models import Athlete, Invitation, OutgoingMail
from plans.actions.draft import EditedMeanwhile
from plans.actions.publish import NeedsRemedy
from plans.models import OffSeason, Week
from questions.actions.answer import AnsweredMeanwhile
from questions.actions.answer_with_plan import Attached, answer_with_plan
from questions.models import Answer
from tests.factories import NOW, make_athlete
from tests.plans.drafted import drafted, make_draft, redraft
from tests.questions.factories import make_question

pytestmark = pytest.mark.django_db


@pytest.fixture
def amanda(alice):
    return make_athlete(name="Amanda Reyes", coach=alice)


def seen(off_season):
    return Attached(version=drafted(off_season).number, lock=off_season.lock)


def send(question, coach, *, attached, at=NOW, text="Run a third less."):
    return answer_with_plan(question, by=coach, text=text, at=at, attached=attached)


def test_who_has_no_account_gets_one_mail_with_the_answer_and_the_invitation(alice, amanda):
    off_season, question = make_draft(amanda), make_question(athlete=amanda, coach=alice)

    send(question, alice, attached=seen(off_season))

    mail = OutgoingMail.objects.get()
    assert (mail.kind, mail.to) == ("question_answered", "amanda@example.org")
    assert "/invitations/" in mail.text
    assert "/invitations/" in mail.html
    assert "12 weeks, 2 Nov – 24 Jan" in mail.text
    assert Week.objects.of(amanda).exists()
    assert Invitation.objects.get().email == "amanda@example.org"


def test_who_has_an_account_is_led_to_their_season_and_told_once(alice, bob):
    off_season, question = make_draft(bob), make_question(athlete=bob, asker=bob.user, coach=alice)

    send(question, alice, attached=seen(off_season))

    assert [mail.kind for mail in OutgoingMail.objects.all()] == ["question_answered"]
    assert "/season/" in OutgoingMail.objects.get().text
    assert not Invitation.objects.exists()


def test_an_answer_alone_publishes_nothing(alice, amanda):
    make_draft(amanda)

    send(make_question(athlete=amanda, coach=alice), alice, attached=None)

    assert not OffSeason.objects.filter(published__isnull=False).exists()
    assert "off-season is ready" not in OutgoingMail.objects.get().text


def test_the_second_of_two_clicks_leaves_the_mailed_link_alone(alice, amanda):
    off_season, question = make_draft(amanda), make_question(athlete=amanda, coach=alice)
    attached = seen(off_season)

    send(question, alice, attached=attached)
    send(question, alice, attached=attached, at=NOW + timedelta(seconds=1))

    assert OutgoingMail.objects.count() == 1
    assert Invitation.objects.get().withdrawn_at is None


def test_a_draft_that_changed_meanwhile_sends_nothing(alice, amanda):
    off_season, question = make_draft(amanda), make_question(athlete=amanda, coach=alice)
    attached = seen(off_season)
    redraft(off_season, {"policy": {"cut": 0.35}})

    with pytest.raises(EditedMeanwhile):
        send(question, alice, attached=attached)

    assert not Answer.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_a_question_that_another_coach_took_publishes_nothing(alice, dana, amanda):
    off_season, question = make_draft(amanda), make_question(athlete=amanda, coach=dana)

    with pytest.raises(AnsweredMeanwhile):
        send(question, alice, attached=seen(off_season))

    off_season.refresh_from_db()
    assert off_season.published is None


def test_a_plan_that_falls_short_needs_a_word_first(alice, amanda):
    off_season = make_draft(amanda, spring_plan={"weeks": 12, "week1_m": 110_000.0})
    assert drafted(off_season).status == "UNDERPREPARED"
    question = make_question(athlete=amanda, coach=alice)

    with pytest.raises(NeedsRemedy):
        send(question, alice, attached=seen(off_season))

    assert not Answer.objects.exists()


def test_who_turns_out_to_be_under_16_is_answered_without_a_link(alice, amanda):
    off_season, question = make_draft(amanda), make_question(athlete=amanda, coach=alice)
    Athlete.objects.update(birth_date=date(2012, 1, 1))

    send(question, alice, attached=seen(off_season))

    assert "/invitations/" not in OutgoingMail.objects.get().text
    assert "until you are 16" in OutgoingMail.objects.get().text


@pytest.mark.parametrize("whose", ["nobody", "dana"])
def test_an_off_season_that_is_not_this_coach_s_is_never_published(alice, dana, whose):
    theirs = make_athlete(name="Amanda Reyes", coach=dana)
    off_season = make_draft(theirs)
    question = make_question(athlete=theirs if whose == "dana" else None, coach=alice)

    with pytest.raises(EditedMeanwhile):
        send(question, alice, attached=seen(off_season))

    off_season.refresh_from_db()
    assert off_season.published is None
