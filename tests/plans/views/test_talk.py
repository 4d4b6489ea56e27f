"""Athlete and coach talk about a session, in its place; nobody else reads it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from plans.actions.hand_over import go_alone
from plans.actions.note import write_note
from plans.models import SessionNote, TrainingSession
from tests.conftest import logged_in
from tests.factories import account_of, make_athlete
from tests.plans.published import MONDAY, make_published

NOW = datetime(2026, 12, 20, 8, 0, tzinfo=UTC)
WEEK = reverse("plans:week")
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def sunday():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def session(bob):
    make_published(bob)
    return TrainingSession.objects.of(bob).get(ingredient="long")


def talk(session):
    return reverse("plans:talk", args=[session.pk])


def say(client, session, text="Icy out there."):
    return client.post(talk(session), {"text": text})


def test_both_sides_talk_and_read(as_bob, as_alice, as_fay, session):
    assertRedirects(say(as_bob, session), talk(session))
    say(as_alice, session, "Treadmill then.")
    say(as_fay, session, "Or Tuesday.")

    for client in (as_bob, as_alice, as_fay):
        page = client.get(talk(session))
        for text in ("Icy out there.", "Treadmill then.", "Or Tuesday.", "Fay Falk"):
            assertContains(page, text)


@pytest.mark.parametrize("stranger", ["as_charlie", "as_dana"])
def test_a_stranger_does_not_know_it_exists(request, stranger, as_bob, session):
    client = request.getfixturevalue(stranger)
    say(as_bob, session)
    assert client.get(talk(session)).status_code == 404
    assert say(client, session).status_code == 404
    assert SessionNote.objects.count() == 1


def test_htmx_unfolds_it_in_its_place(as_bob, session):
    assertContains(as_bob.get(WEEK), f'hx-get="{talk(session)}"')
    page = as_bob.post(talk(session), {"text": "Icy."}, headers=HTMX)
    assertContains(page, "Icy.")
    assertNotContains(page, "<html")


def test_words_are_words(as_bob, as_alice, session):
    say(as_bob, session, "<script>alert(1)</script>\nhttp://x.example ليلى 🦵")
    page = as_alice.get(talk(session))
    assertContains(page, "&lt;script&gt;alert(1)&lt;/script&gt;<br>http://x.example ليلى 🦵")
    assertNotContains(page, 'href="http://x.example')


@pytest.mark.parametrize(("text", "reason"), [("  ", "Write something"), ("x" * 2001, "at most 2000"), ("a\0", "Null")])
def test_what_cannot_be_kept_is_said_and_stands_there(as_bob, session, text, reason):
    assertContains(say(as_bob, session, text), reason, status_code=422)
    assert not SessionNote.objects.exists()


def test_two_clicks_are_one_note(as_bob, session):
    for _ in range(2):
        say(as_bob, session)
    assert SessionNote.objects.count() == 1
    with time_machine.travel(NOW + timedelta(minutes=2), tick=False):
        say(as_bob, session)
    assert SessionNote.objects.count() == 2


def test_a_note_is_put_right_and_taken_back_by_its_author(as_bob, as_alice, session):
    say(as_bob, session)
    note = SessionNote.objects.get()
    edit = reverse("plans:talk_edit", args=[session.pk, note.pk])
    remove = reverse("plans:talk_remove", args=[session.pk, note.pk])
    assert as_alice.post(edit, {"text": "Sunny."}).status_code == 404
    as_alice.post(remove)
    as_bob.post(edit, {"text": "Icy on the hill."})
    assertContains(as_alice.get(talk(session)), "Icy on the hill.")

    assertContains(as_bob.post(remove), "Icy on the hill.</textarea>")
    assert not SessionNote.objects.exists()
    assertRedirects(as_bob.post(remove), talk(session))


@pytest.mark.parametrize("name", ["talk_edit", "talk_remove"])
def test_after_a_quarter_of_an_hour_words_stay(as_bob, session, name):
    say(as_bob, session)
    note = SessionNote.objects.get()
    with time_machine.travel(NOW + timedelta(minutes=15), tick=False):
        answer = as_bob.post(reverse(f"plans:{name}", args=[session.pk, note.pk]), {"text": "Sunny."})
    assertContains(answer, "stay as they are", status_code=409)
    assert SessionNote.objects.get().text == "Icy out there."


def test_looking_changes_nothing_and_reading_is_said_by_a_post(as_bob, as_alice, session):
    say(as_alice, session, "How was it?")
    assertContains(as_bob.get(WEEK), "<b>Alice Arden</b> wrote about Long run, Sun 20 Dec")
    as_bob.get(talk(session))
    assert SessionNote.objects.get().read_at is None

    as_bob.post(reverse("plans:talk_read", args=[session.pk]))

    assertNotContains(as_bob.get(WEEK), "wrote about")
    assertContains(as_bob.get(WEEK), "Talk, 1")


def test_who_answers_has_read(as_bob, as_alice, session):
    say(as_alice, session, "How was it?")
    say(as_bob, session, "Fine.")
    assert SessionNote.objects.get(by_athlete=False).read_at == NOW
    assert SessionNote.objects.get(by_athlete=True).read_at is None


def test_the_coach_finds_it_on_the_session_and_on_their_page(as_bob, as_alice, bob, session):
    say(as_bob, session)
    twin = as_alice.get(reverse("plans:athlete_week", args=[bob.pk, MONDAY]))
    assertContains(twin, "Talk, 1 <b>(1 new)</b>")
    page = as_alice.get(reverse("desk:athlete", args=[bob.pk]))
    assertContains(page, "Icy out there.")
    assertContains(page, talk(session))


def test_a_word_outlives_the_session_and_finds_it_again(as_bob, as_alice, bob, session):
    say(as_bob, session)
    key, off_season, week, fields = session.key, session.off_season, session.week, {"order": 9, "code": "X"}
    session.delete()
    assertContains(as_bob.get(reverse("plans:said")), "no longer planned")
    assertContains(as_alice.get(reverse("plans:athlete_said", args=[bob.pk])), "Icy out there.")

    again = TrainingSession.objects.create(
        off_season=off_season, week=week, athlete=bob, key=key, date=MONDAY, original_date=MONDAY,
        ingredient="long", title="Long run", why_text="", **fields,
    )  # fmt: skip
    assertContains(as_bob.get(talk(again)), "Icy out there.")


def test_a_former_coach_reads_nothing_new_and_keeps_their_own_words(as_bob, as_alice, alice, bob, session):
    say(as_alice, session, "How was it?")
    say(as_bob, session, "Between us.")
    go_alone(bob, at=NOW)

    assert as_alice.get(talk(session)).status_code == 404
    assert as_alice.get(reverse("plans:athlete_said", args=[bob.pk])).status_code == 404
    page = as_alice.get(reverse("plans:own_words"))
    assertContains(page, "How was it?")
    assertNotContains(page, "Between us.")
    assertContains(as_bob.get(talk(session)), "How was it?")


def test_the_next_coach_does_not_read_what_was_said_before(as_bob, as_dana, bob, dana, session):
    say(as_bob, session, "Between us.")
    bob.coach = dana
    bob.save()

    page = as_dana.get(talk(session))
    assertNotContains(page, "Between us.")
    say(as_dana, session, "Welcome.")
    assertContains(as_bob.get(talk(session)), "Between us.")


def test_without_a_coach_nobody_would_read_it(as_bob, bob, session):
    go_alone(bob, at=NOW)
    assertContains(say(as_bob, session), "Nobody is there to read it", status_code=422)
    assertNotContains(as_bob.get(WEEK), "Write to your coach")


def test_a_record_without_an_account_is_not_written_to(as_alice, alice):
    record = make_athlete(name="Frida Falk", coach=alice)
    make_published(record)
    theirs = TrainingSession.objects.of(record).get(ingredient="long")
    assertContains(say(as_alice, theirs), "Nobody is there to read it", status_code=422)


@pytest.mark.parametrize("notes", [1, 9])
def test_the_week_asks_no_more_questions_for_more_talk(bob, alice, session, notes, django_assert_num_queries):
    for number in range(notes):
        write_note(session, text=f"Word {number}", by=(alice.user, bob.user)[number % 2], at=NOW)
    client = logged_in(account_of(bob))
    with django_assert_num_queries(7):
        client.get(WEEK)


@pytest.mark.parametrize("notes", [1, 9])
def test_a_thread_takes_the_same_queries(bob, alice, session, notes, django_assert_num_queries):
    for number in range(notes):
        write_note(session, text=f"Word {number}", by=(alice.user, bob.user)[number % 2], at=NOW)
    client = logged_in(alice.user)
    with django_assert_num_queries(5):
        client.get(talk(session))
