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


def test_while_somebody_writes_the_three_closest_answers_come_and_nothing_is_in_an_address(client, alice):
    for n in range(5):
        make_published(by=alice, slug=f"treadmill-{n}", title=f"Is the treadmill fine, {n}?")

    response = client.post(reverse("questions:likely"), {"text": "May I use a treadmill?"})

    assertContains(response, "<h3>", count=3)
    assertContains(response, "One of these may answer it already")
    assertNotContains(response, "<html")


@pytest.mark.parametrize("text", ["", "\0", "word " * 1000, "\u202e\u05e9\u05dc\u05d5\u05dd 🏃", "<script>alert(1)</script>", "' OR 1=1 --", "-- -a !&|()"])  # fmt: skip
def test_any_text_is_looked_up(client, text):
    response = client.post(reverse("questions:likely"), {"text": text})

    assert response.status_code == 200
    assertNotContains(response, "<script>alert")


def test_likely_answers_are_looked_up_so_often_and_no_more(client, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"ask_likely": "2/m/ip"}

    answers = [client.post(reverse("questions:likely"), {"text": "Rest?"}).status_code for _ in range(3)]

    assert answers == [200, 200, 429]


def test_whoever_could_not_see_the_likely_answers_sees_them_before_it_is_sent(client, alice):
    make_published(by=alice, slug="rest", title="How long should I rest after New York?")

    first = client.post(reverse("questions:ask"), TYPED)

    assertContains(first, "Not sent yet.")
    assertContains(first, "/questions/rest/")
    assertContains(first, TYPED["text"])
    assert not Question.objects.open().exists()
    assertContains(first, '<input type="hidden" name="seen" value="on">')
    client.post(reverse("questions:ask"), TYPED | {"seen": "on"})
    assert Question.objects.open().count() == 1


def test_a_form_with_a_mistake_shows_the_likely_answers_too(client, alice):
    make_published(by=alice, slug="rest", title="How long should I rest after New York?")

    response = client.post(reverse("questions:ask"), TYPED | {"email": "amanda"})

    assertContains(response, "/questions/rest/", status_code=422)


def test_a_plain_mail_is_offered_where_there_is_an_address_for_it(client, settings):
    assertNotContains(client.get(reverse("questions:ask")), "mailto:")

    settings.ASK_ADDRESS = "ask@example.org"

    assertContains(client.get(reverse("questions:ask")), "mailto:ask@example.org")


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


def test_too_many_questions_from_one_place_wait_and_lose_nothing(client):
    for n in range(20):
        client.post(
            reverse("questions:ask"), TYPED | {"text": f"How many, {n} times over?", "email": f"a{n}@b.example"}
        )

    response = client.post(reverse("questions:ask"), TYPED)

    assertContains(response, "Try again in 60 minutes", status_code=429)
    assertContains(response, TYPED["text"], status_code=429)
    assert 3500 < int(response["Retry-After"]) <= 3600
    assert Question.objects.count() == 20


def test_one_address_is_written_to_so_often_a_day_from_wherever(client):
    for n in range(10):
        client.post(
            reverse("questions:ask"), TYPED | {"text": f"How many, {n} times over?"}, REMOTE_ADDR=f"192.0.2.{n}"
        )

    response = client.post(reverse("questions:ask"), TYPED, REMOTE_ADDR="198.51.100.7")

    assertContains(response, "Try again in 24 hours", status_code=429)
    assert (Question.objects.count(), OutgoingMail.objects.count()) == (10, 10)


def test_a_thousand_posts_leave_twenty_questions(client):
    answers = {client.post(reverse("questions:ask"), TYPED | {"text": f"Number {n}, is it?", "email": f"a{n % 9}@b.example"}).status_code for n in range(200)}  # fmt: skip

    assert answers == {302, 429}
    assert Question.objects.count() == 20


def test_two_clicks_ask_once(client):
    for _ in range(2):
        assertRedirects(client.post(reverse("questions:ask"), TYPED), reverse("questions:asked"))

    assert (Question.objects.count(), OutgoingMail.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    "text",
    ["How? " + "🏃‍♀️" * 40, "\u202e\u05e9\u05dc\u05d5\u05dd, rest?", "<script>alert(1)</script> Why not?", "a" * 5000],
)
def test_what_people_write_arrives_as_they_wrote_it(client, text):
    client.post(reverse("questions:ask"), TYPED | {"text": text})

    assert Question.objects.get().messages.get().text == text


@pytest.mark.parametrize(
    ("text", "says"), [("a" * 5001, "at most 5000 characters"), ("How do I rest?\0", "Null characters")]
)
def test_what_cannot_be_stored_is_told_and_kept(client, text, says):
    response = client.post(reverse("questions:ask"), TYPED | {"text": text})

    assertContains(response, says, status_code=422)
    assert not Question.objects.exists()


def test_a_plan_goes_along_without_health_and_birth_date(client):
    form = client.post(reverse("questions:ask_about_plan"), {"request": json.dumps(PLAN)})
    assertContains(form, "This plan goes along")

    client.post(reverse("questions:ask"), TYPED | {"plan_request": json.dumps(PLAN)})

    kept = Question.objects.get().plan_request or {}
    assert kept["a_race"]["name"] == "Boston"
    assert "medical_flags" not in json.dumps(kept)
    assert "birth_date" not in json.dumps(kept)


def test_a_plan_can_be_left_out_again(client):
    client.post(reverse("questions:ask"), TYPED | {"plan_request": json.dumps(PLAN), "without_plan": "on"})

    assert Question.objects.get().plan_request is None


def test_an_athlete_s_plan_goes_along_to_their_coach(as_bob, alice):
    form = as_bob.post(reverse("questions:ask_about_plan"), {"request": json.dumps(PLAN)})
    assertNotContains(form, 'name="email"')

    as_bob.post(reverse("questions:ask"), TYPED | {"plan_request": json.dumps(PLAN)})

    question = Question.objects.get()
    assert question.coach == alice
    assert (question.plan_request or {})["a_race"]["name"] == "Boston"


@pytest.mark.parametrize("name", ["Win at evil.com", "WWW.evil", "Amanda \u202eseyeR", "a@b.c"])
def test_what_mail_programs_make_a_link_of_is_no_name(client, name):
    response = client.post(reverse("questions:ask"), TYPED | {"name": name})

    assertContains(response, "Just a name here, without an address.", status_code=422)
    assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize(
    ("name", "kept"),
    [("J.R. Reyes", "J.R. Reyes"), ("St.John 🏃", "St.John 🏃"), ("Amanda\r\n\r\nCall 555", "Amanda Call 555")],
)
def test_a_name_is_one_line(client, name, kept):
    client.post(reverse("questions:ask"), TYPED | {"name": name})

    assert Question.objects.get().asker_name == kept
