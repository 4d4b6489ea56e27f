"""Whose desk somebody works at, and what an assistant sees and may not do there."""

import pytest
import time_machine
from pytest_django.asserts import assertContains, assertNotContains

from athletes.actions.coach import make_coach as become_coach
from athletes.models import Assistant, Athlete, Coach, Race, User
from plans.models import CheckIn, OffSeason, TrainingSession, Week
from questions.models import Question
from tests.athletes.pages import ENTRY
from tests.conftest import logged_in
from tests.factories import NOW, make_assistant, make_athlete, make_race, make_squad
from tests.plans.published import make_published
from tests.questions.factories import make_question

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel(NOW, tick=False):
        yield


def fresh(user):
    return User.objects.get(pk=user.pk)


def test_each_user_works_at_one_desk_or_none(alice, fay, dana, charlie):
    found = [fresh(user).desk for user in (alice.user, fay, dana.user, charlie)]
    asked = [Coach.objects.at_desk_of(user).first() for user in (alice.user, fay, dana.user, charlie)]
    assert found == asked == [alice, alice, dana, None]


def test_a_coach_with_several_assistants_counts_each_athlete_once(alice, bob, fay):
    make_assistant(alice, email="gil@example.org")
    for user in (alice.user, fay):
        assert list(Athlete.objects.coached_by(user)) == [bob]
        assert list(Athlete.objects.visible_to(user)) == [bob]


def test_an_assistant_sees_every_row_that_the_coach_sees(alice, bob, fay, charlie):
    season = make_published(bob)
    make_squad(alice, bob)
    CheckIn.objects.create(athlete=bob, week_start=NOW.date(), feeling="right", at=NOW)
    make_question(coach=alice)
    make_published(charlie.athlete)
    for rows in (
        Athlete.objects.visible_to,
        Athlete.objects.planned_by,
        Race.objects.visible_to,
        OffSeason.objects.visible_to,
        OffSeason.objects.editable_by,
        Week.objects.visible_to,
        TrainingSession.objects.visible_to,
        CheckIn.objects.visible_to,
        Question.objects.for_coach,
        alice.squads.of_coach,
    ):
        assert rows(fay).exists()
        assert set(rows(fay)) == set(rows(alice.user))
    assert season.can_be_published_by(alice.user)
    assert not season.can_be_published_by(fay)


def test_nobody_assists_a_coach_of_others(dana, bob, fay):
    hers = make_athlete(name="Hedda", coach=dana)
    make_race(hers)
    assert not Athlete.objects.visible_to(fay).filter(pk=hers.pk).exists()
    assert not Race.objects.visible_to(fay).exists()
    assert not OffSeason.objects.editable_by(fay).exists()


def test_who_becomes_a_coach_leaves_the_other_desk(fay, bob):
    become_coach(email=fay.email, name="Fay", time_zone="UTC", unit="km", password=None, at=NOW)
    assert fresh(fay).desk == Coach.objects.get(user=fay)
    assert not Assistant.objects.exists()
    assert not Athlete.objects.coached_by(fay).exists()


def test_who_assists_begins_at_the_board_and_is_told_with_whom(as_fay):
    page = as_fay.get("/welcome/", follow=True)
    assertContains(page, "Nobody needs you today")
    assertContains(page, "Fay Falk, with Alice Arden")


def test_who_assists_adds_an_athlete_to_the_coach_and_invites_nobody(as_fay, alice):
    assertContains(as_fay.get("/coach/athletes/new/"), "Alice Arden invites them")
    as_fay.post("/coach/athletes/new/", {**ENTRY, "email": "frida@example.org"})
    athlete = Athlete.objects.get()
    assert (athlete.coach, athlete.invitations.exists()) == (alice, False)


def test_the_athletes_page_has_no_button_for_what_the_coach_does(as_fay, alice):
    frida = make_athlete(name="Frida", coach=alice)
    page = as_fay.get(f"/coach/athletes/{frida.pk}/")
    assertContains(page, "Alice Arden invites.")
    for word in ("Send an invitation", "Make a link", ">Archive<"):
        assertNotContains(page, word)


def test_a_refusal_says_who_can(as_fay, bob):
    page = as_fay.post(f"/coach/athletes/{bob.pk}/archive/")
    assertContains(page, "Alice Arden does this in person", status_code=403)


def test_the_inbox_is_read_and_drafted_in_and_not_answered(as_fay, alice):
    question = make_question(coach=alice)
    page = as_fay.get(f"/coach/inbox/{question.pk}/")
    assertContains(page, "Alice Arden answers.")
    assertContains(page, "Alice Arden decides what stands in the library")
    assertNotContains(page, "Send to")
    tried = as_fay.post(f"/coach/inbox/{question.pk}/preview/", {"text": "Run *easy*."})
    assertContains(tried, "<em>easy</em>")
    kept = as_fay.post(f"/coach/inbox/{question.pk}/draft/", {"text": "Run easy."}, follow=True)
    assertContains(kept, "Kept for Alice Arden. Nothing is sent.")
    assert as_fay.post(f"/coach/inbox/{question.pk}/answer/", {"text": "Run easy."}).status_code == 403
    assert not hasattr(Question.objects.get(), "answer")


def test_an_assistant_whose_row_is_gone_sees_nothing_at_once(as_fay, fay, bob):
    assert as_fay.get(f"/coach/athletes/{bob.pk}/").status_code == 200
    Assistant.objects.all().delete()
    assert [as_fay.get(url).status_code for url in (f"/coach/athletes/{bob.pk}/", "/coach/")] == [404, 404]


def test_a_visitor_of_another_desk_is_nobody_here(dana, bob):
    other = logged_in(make_assistant(dana, email="gil@example.org").user)
    assert other.get(f"/coach/athletes/{bob.pk}/").status_code == 404
