from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from athletes.models import Athlete, Invitation, OutgoingMail
from plans.models import OffSeason
from tests.factories import BOSTON, NEW_YORK, NOW, make_athlete, make_race
from tests.plans.drafted import drafted, make_draft
from tests.questions.factories import make_answered, make_question

pytestmark = pytest.mark.django_db

LETTER = "I ran New York on Sunday, 3:45! Boston is in April. I run 48 miles a week, 5 days a week. I am 38. Amanda"


@pytest.fixture
def question(alice):
    return make_question(text=LETTER, asked_at=NOW)


def address(question, name="plan"):
    return reverse(f"questions:{name}", args=[question.pk])


def filled(response):
    """What the browser would send back without a key being touched."""
    forms = response.context["forms"]
    parts = (forms.athlete, forms.fall_race, forms.a_race, forms.other, forms.invite, *forms.history.rows)
    fields = [field for form in parts if form for field in form]
    return {field.html_name: _sent(field) for field in fields if field.value() not in (None, False, "")}


def _sent(field):
    shown = field.field.widget.format_value(field.value())
    return "on" if field.value() is True else shown[0] if isinstance(shown, list) else shown


def test_the_form_is_filled_in_and_says_from_which_words(as_alice, question):
    response = as_alice.get(address(question))

    assertContains(response, "New York City Marathon")
    assertContains(response, "2027-04-19")
    assertContains(response, "From: “Boston is in April”. The third Monday of April: look at the date.")
    assertContains(response, "From: “48 miles a week”")
    assertContains(response, 'value="3:45:00"')
    assertContains(response, "From: “I am 38”")
    assertNotContains(response, "on your roster.</b> <small>The same")


def test_two_clicks_from_the_thread_to_the_builder(as_alice, question):
    thread = as_alice.get(reverse("questions:thread", args=[question.pk]))
    assertContains(thread, "Plan Amanda’s off-season")

    page = as_alice.get(address(question))
    response = as_alice.post(address(question), filled(page))

    off_season = OffSeason.objects.get()
    assertRedirects(response, off_season.get_absolute_url())
    athlete = Athlete.objects.get()
    assert [race.date for race in athlete.races.in_order()] == [NEW_YORK, BOSTON]
    assert round((athlete.baseline_m or 0) / 1609.344, 6) == 48
    assertContains(as_alice.get(off_season.get_absolute_url()), "Amanda Reyes’s question")


def test_what_was_not_said_is_empty_and_asked_for(as_alice):
    question = make_question(text="Is three weeks off after a marathon too long?")

    page = as_alice.get(address(question))

    assertContains(page, "Not said. Ask, or fill it in.", count=5)
    response = as_alice.post(address(question), filled(page))
    assertContains(response, "Nothing you typed is lost", status_code=422)
    assert not Athlete.objects.exists()


def test_a_month_alone_asks_for_the_day(as_alice):
    page = as_alice.get(address(make_question(text="I ran New York. London is in April.")))

    assertContains(page, "From: “April”. Which day?")


def test_health_is_quoted_to_ask_about(as_alice):
    page = as_alice.get(address(make_question(text="My left knee hurts. I ran New York.")))

    assertContains(page, "“My left knee hurts.”")
    assertContains(page, "Nothing of it is stored")


def test_words_that_are_markup_are_words(as_alice):
    page = as_alice.get(address(make_question(text="I ran the <script>alert(1)</script> Ghent Marathon <b>48 miles a week</b> \u202e", asker_name="<i>Amanda</i>")))  # fmt: skip

    assertNotContains(page, "<script>alert")
    assertNotContains(page, "<i>Amanda")


def test_the_mail_of_an_open_question_carries_the_link_so_none_leaves_now(as_alice, question):
    page = as_alice.get(address(question))
    assert page.context["forms"].invite.initial == {"invites": False}

    as_alice.post(address(question), filled(page) | {"invites": "on"})

    assert (Invitation.objects.get().email, OutgoingMail.objects.get().kind) == ("amanda@example.org", "invitation")


def test_who_was_answered_already_is_invited_unless_the_coach_says_no(as_alice, alice):
    question = make_answered(by=alice, text=LETTER)
    page = as_alice.get(address(question))

    as_alice.post(address(question), filled(page))

    assert Invitation.objects.get().email == "amanda@example.org"


def test_nobody_under_16_is_invited(as_alice, question):
    sent = filled(as_alice.get(address(question))) | {"birth_date": "2012-01-01", "invites": "on"}

    response = as_alice.post(address(question), sent)

    assertContains(response, "Accounts wait until 16", status_code=422)
    assert not Athlete.objects.exists()


def test_an_assistant_prepares_and_invites_nobody(client, fay, question):
    client.force_login(fay)
    page = client.get(address(question))
    assertNotContains(page, "an invitation now")

    class Filled:
        context = {"forms": page.context["forms"]}  # noqa: RUF012 -- a stand-in

    response = client.post(address(question), filled(Filled) | {"invites": "on"})

    assertRedirects(response, OffSeason.objects.get().get_absolute_url())
    assert not Invitation.objects.exists()


def test_somebody_like_them_on_the_roster_is_asked_about_first(as_alice, alice, question):
    known = make_athlete(name="Amanda Reyes", coach=alice)
    page = as_alice.get(address(question))
    assertContains(page, "Amanda Reyes is on your roster.")

    refused = as_alice.post(address(question), filled(page))
    assertContains(refused, "Amanda Reyes is on your roster.", status_code=422)
    assert Athlete.objects.count() == 1

    response = as_alice.post(address(question, "plan_same"), {"athlete": known.pk})
    assertRedirects(response, address(question))
    assertContains(as_alice.get(address(question)), "In the letter")


def test_another_coach_s_runner_cannot_be_named(as_alice, dana, question):
    theirs = make_athlete(name="Amanda Reyes", coach=dana)

    response = as_alice.post(address(question, "plan_same"), {"athlete": theirs.pk})

    assert response.status_code == 404
    question.refresh_from_db()
    assert question.athlete is None


def test_a_thread_that_another_coach_took_is_gone(as_alice, dana):
    question = make_question(text=LETTER, coach=dana)

    assert as_alice.get(address(question)).status_code == 404
    assert as_alice.post(address(question)).status_code == 404


def test_for_a_runner_of_the_roster_the_differences_are_ticked_or_not(as_alice, alice):
    bob = make_athlete(name="Bob Brandt", coach=alice, baseline_m=60_000.0)
    make_race(bob, name="NYC", duration_s=13_500.0)
    question = make_question(text=LETTER, athlete=bob, asked_at=NOW)

    page = as_alice.get(address(question))

    ticks = {one.key: is_ticked for one, is_ticked in page.context["found"]}
    assert ticks == {"a_race": True, "baseline_m": False}
    response = as_alice.post(address(question), {"taken": ["a_race"]})
    assertRedirects(response, OffSeason.objects.get().get_absolute_url())


def test_a_runner_without_a_race_ahead_gets_the_way_to_add_one(as_alice, alice):
    bob = make_athlete(name="Bob Brandt", coach=alice)

    response = as_alice.post(address(make_question(text="How do I rest now?", athlete=bob)), {})

    assertContains(response, "The builder needs two races", status_code=422)


def test_an_answer_takes_the_ticked_off_season_along(as_alice, alice):
    amanda = make_athlete(name="Amanda Reyes", coach=alice)
    off_season = make_draft(amanda)
    question = make_question(athlete=amanda, coach=alice)
    thread = as_alice.get(reverse("questions:thread", args=[question.pk]))
    assertContains(thread, "Send Amanda’s off-season with it")

    sent = {
        "text": "Less, all of it.",
        "attach_plan": "on",
        "version": drafted(off_season).number,
        "lock": off_season.lock,
    }
    as_alice.post(reverse("questions:reply", args=[question.pk]), sent)

    off_season.refresh_from_db()
    assert off_season.published == off_season.draft
    assertContains(as_alice.get(reverse("questions:thread", args=[question.pk])), "published")


@pytest.mark.parametrize("stale", [{"version": 1}, {"version": "x"}, {"lock": ""}])
def test_a_stale_page_sends_neither_and_keeps_the_words(as_alice, alice, stale):
    amanda = make_athlete(name="Amanda Reyes", coach=alice)
    off_season = make_draft(amanda)
    question = make_question(athlete=amanda, coach=alice)

    sent = {
        "text": "Less, all of it.",
        "attach_plan": "on",
        "version": drafted(off_season).number,
        "lock": off_season.lock,
    }
    response = as_alice.post(reverse("questions:reply", args=[question.pk]), sent | stale)

    assertContains(response, "Not sent yet.", status_code=422)
    assertContains(response, "Less, all of it.", status_code=422)
    assert not OutgoingMail.objects.exists()


def test_plan_page_queries(as_alice, question, django_assert_num_queries):
    with django_assert_num_queries(
        8
    ):  # session, user, coach, question, is it known, words read, words shown, the same?
        as_alice.get(address(question))


def test_the_letter_of_the_day_before_is_read_as_of_that_day(as_alice):
    question = make_question(text="I ran my marathon yesterday.", asked_at=NOW - timedelta(days=2))

    assertContains(as_alice.get(address(question)), "2026-11-01")
