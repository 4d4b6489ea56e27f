import json

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from athletes.models import OutgoingMail
from questions.models import Question
from tests.questions.factories import make_published

pytestmark = pytest.mark.django_db

TYPED = {
    "text": "I ran New York. How do I rest?",
    "topic": "recovery",
    "name": "Amanda Reyes",
    "email": "Amanda@Example.org",
    "publishing": "first",
}
PLAN = {
    "version": 1,
    "athlete": {"unit": "mi", "medical_flags": [{"name": "chest_pain"}], "birth_date": "1988-04-02"},
    "history": {"baseline_m": 77_000},
    "fall_race": {"name": "New York", "date": "2026-11-01", "distance_m": 42195},
    "a_race": {"name": "Boston", "date": "2027-04-19", "distance_m": 42195},
}


def test_answers_that_may_fit_come_before_the_form(client, alice):
    make_published(by=alice, slug="treadmill", title="Is the treadmill fine?")

    blank = client.get(reverse("questions:ask"))
    typed = client.get(reverse("questions:ask"), {"q": "May I use a treadmill?"})

    assertNotContains(blank, "Send my question")
    page = typed.content.decode()
    assert page.index("/questions/treadmill/") < page.index("Send my question")
    assertContains(typed, "May I use a treadmill?</textarea>")


def test_htmx_gets_the_likely_answers_alone(client, alice):
    make_published(by=alice, slug="treadmill", title="Is the treadmill fine?")

    response = client.get(reverse("questions:ask"), {"q": "treadmill"}, headers={"HX-Request": "true"})

    assertContains(response, "/questions/treadmill/")
    assertNotContains(response, "<html")


def test_a_visitor_asks_and_gets_a_receipt(client):
    response = client.post(reverse("questions:ask"), TYPED)

    assertRedirects(response, reverse("questions:asked"))
    question = Question.objects.get()
    assert (question.asker_name, question.asker_email, question.coach) == ("Amanda Reyes", "amanda@example.org", None)
    assert question.consents.get().shown_name == "Amanda"
    assert OutgoingMail.objects.get().to == "amanda@example.org"


@pytest.mark.parametrize(
    ("publishing", "names"), [("name", ["Amanda Reyes"]), ("first", ["Amanda"]), ("nameless", [""]), ("no", [])]
)
def test_consent_is_kept_as_it_was_given(client, publishing, names):
    client.post(reverse("questions:ask"), TYPED | {"publishing": publishing})

    assert [consent.shown_name for consent in Question.objects.get().consents.all()] == names


def test_an_athlete_s_question_goes_to_their_coach(as_bob, bob, alice):
    as_bob.post(reverse("questions:ask"), TYPED | {"name": "Somebody", "email": "else@example.org"})

    question = Question.objects.get()
    assert (question.asker, question.coach, question.asker_email) == (bob.user, alice, "bob@example.org")


def test_an_address_never_stands_in_for_a_name(as_charlie, charlie):
    charlie.name = ""
    charlie.save()

    as_charlie.post(reverse("questions:ask"), TYPED | {"publishing": "name"})

    assert Question.objects.get().consents.get().shown_name == "A runner"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"text": ""}, "This field is required"),
        ({"text": "Rest?"}, "at least 10 characters"),
        ({"email": "amanda"}, "valid email"),
        ({"name": "http://shoes.example"}, "Just a name"),
        ({"publishing": ""}, "This field is required"),
        ({"topic": "shoes"}, "Select a valid choice"),
        ({"plan_request": "{"}, "could not be read"),
    ],
)
def test_wrong_input_says_what_to_change_and_loses_nothing(client, change, says):
    response = client.post(reverse("questions:ask"), TYPED | {"name": "Ada Low"} | change)

    assertContains(response, says, status_code=422)
    assert not Question.objects.exists()
    if "text" not in change:
        assertContains(response, TYPED["text"], status_code=422)


def test_a_program_that_fills_the_trap_is_thanked_and_forgotten(client):
    response = client.post(reverse("questions:ask"), TYPED | {"website": "https://shoes.example"})

    assertRedirects(response, reverse("questions:asked"))
    assert not Question.objects.exists()


def test_too_many_questions_from_one_place_wait(client):
    for n in range(20):
        client.post(reverse("questions:ask"), TYPED | {"text": f"How many, {n} times over?"})

    response = client.post(reverse("questions:ask"), TYPED)

    assertContains(response, "A short breather", status_code=429)
    assert Question.objects.count() == 20


def test_a_plan_goes_along_without_health_and_birth_date(client):
    form = client.post(reverse("questions:ask_about_plan"), {"request": json.dumps(PLAN)})
    assertContains(form, "This plan goes along")

    client.post(reverse("questions:ask"), TYPED | {"plan_request": json.dumps(PLAN)})

    kept = Question.objects.get().plan_request or {}
    assert kept["a_race"]["name"] == "Boston"
    assert "medical_flags" not in json.dumps(kept)
    assert "birth_date" not in json.dumps(kept)
