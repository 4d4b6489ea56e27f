from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from athletes.models import OutgoingMail
from questions.models import Answer, AnswerDraft, Message
from tests.factories import NOW, account_of
from tests.questions.factories import make_answered, make_published, make_question

pytestmark = pytest.mark.django_db


def address(name, question):
    return reverse(f"questions:{name}", args=[question.pk])


@pytest.mark.parametrize("count", [1, 3])
def test_inbox_query_count_does_not_grow(as_alice, alice, bob, count, django_assert_num_queries):
    for n in range(count):
        make_question(coach=alice, athlete=bob, title=f"Question {n}?")

    with django_assert_num_queries(12):  # session, user, coach; the page and how many; four tabs; words, whose, drafts
        response = as_alice.get(reverse("questions:inbox"))

    assertContains(response, '<th scope="row">', count=count)


@pytest.mark.parametrize("count", [1, 3])
def test_thread_query_count_does_not_grow(as_alice, alice, count, django_assert_num_queries):
    question = make_published(by=alice)
    for n in range(count):
        make_published(by=alice, slug=f"close-{n}")
        Message.objects.create(question=question, source="form", text=f"And {n}?", at=NOW + timedelta(days=n))

    with django_assert_num_queries(15):
        response = as_alice.get(address("thread", question))

    assertContains(response, 'class="message"', count=count + 1)
    assert len(response.context["page"].close) == count


def titles(client, **asked):
    return [row.question.title for row in client.get(reverse("questions:inbox"), asked).context["rows"]]


def test_the_longest_waiting_stands_on_top_and_the_rest_has_tabs_of_its_own(as_alice, alice):
    make_answered(by=alice, title="Answered?")
    make_published(by=alice, title="Published?")
    make_question(title="Declined?", state="declined")
    make_question(title="Spam?", state="spam")
    make_question(title="Yesterday?", asked_at=NOW + timedelta(days=1))
    make_question(coach=alice, title="Today?", asked_at=NOW + timedelta(days=2))

    page = as_alice.get(reverse("questions:inbox"))

    assert [row.question.title for row in page.context["rows"]] == ["Yesterday?", "Today?"]
    assert [(tab.name, tab.count) for tab in page.context["tabs"]] == [
        ("open", 2), ("snoozed", 0), ("answered", 1), ("published", 1), ("declined", 1), ("spam", 1), ("held", 0),
    ]  # fmt: skip
    for state in ("answered", "published", "declined", "spam"):
        assert titles(as_alice, tab=state) == [f"{state.capitalize()}?"]
    assert titles(as_alice, tab="nonsense") == ["Yesterday?", "Today?"]


def test_who_writes_again_after_an_answer_has_waited_since_then(as_alice, alice):
    again = make_question(coach=alice, title="Again?", state="waiting")
    Message.objects.create(question=again, source="coach", text="A third less.", at=NOW + timedelta(days=1))
    for days in (8, 9):
        Message.objects.create(question=again, source="mail", text="And then?", at=NOW + timedelta(days=days))
    make_question(title="Once?", asked_at=NOW + timedelta(days=2))

    rows = as_alice.get(reverse("questions:inbox")).context["rows"]

    assert [row.question.title for row in rows] == ["Once?", "Again?"]
    assert rows[1].question.waits_since == NOW + timedelta(days=8)


@pytest.mark.parametrize("words", ["reyes", "AMANDA@example", "hill repeats", "Winter fit", "\0winter fit"])
def test_words_and_names_are_found(as_alice, alice, words):
    make_question(coach=alice, title="Winter fitness?", text="I miss my hill repeats.")
    make_question(coach=alice, title="Other?", asker_name="Kim", asker_email="kim@example.org")

    assert titles(as_alice, q=words) == ["Winter fitness?"]


@pytest.mark.parametrize("words", ["%", "_", "'; drop", "\\", "🏃" * 300])
def test_odd_words_find_nothing_and_break_nothing(as_alice, words):
    make_question()
    assert titles(as_alice, q=words) == []


def test_a_row_says_who_it_is_how_it_came_and_what_cannot_wait(as_alice, alice, bob, charlie):
    make_question(coach=alice, athlete=bob, asker=account_of(bob), title="1", text="I have chest pain.")
    make_question(asker=charlie, title="2", asked_at=NOW + timedelta(days=1))
    mailed = make_question(title="3", asked_at=NOW + timedelta(days=2))
    mailed.messages.update(source="mail")
    as_alice.post(address("keep_draft", mailed), {"text": "Well"})

    rows = as_alice.get(reverse("questions:inbox")).context["rows"]

    assert [(row.who, row.came, [sign.name for sign in row.signs], row.has_draft) for row in rows] == [
        ("your athlete", "by form", ["chest_pain"], False),
        ("has an account", "by form", [], False),
        ("no account", "by e-mail", [], True),
    ]


def test_the_inbox_has_pages(as_alice):
    for n in range(31):
        make_question(title=f"Question {n:02}?", asked_at=NOW + timedelta(minutes=n))

    assertContains(as_alice.get(reverse("questions:inbox")), "1–30 of 31")
    assert titles(as_alice, page=2) == ["Question 30?"]


def test_a_thread_shows_the_words_and_the_plan(as_alice):
    question = make_question(
        text="I did it.\nHow do I rest?",
        plan_request={
            "history": {"baseline_m": 77_000},
            "fall_race": {"name": "New York", "date": "2026-11-01", "distance_m": 42195},
            "a_race": {"name": "Boston", "date": "2027-04-19", "distance_m": 42195},
        },
    )

    response = as_alice.get(address("thread", question))

    assertContains(response, "I did it.")
    assertContains(response, "New York to Boston")
    assertContains(response, "as <b>Amanda</b>")


def test_a_plan_that_cannot_be_read_does_not_hide_the_question(as_alice):
    question = make_question(plan_request={"version": 9})

    assertContains(as_alice.get(address("thread", question)), "How do I maintain")


@pytest.mark.parametrize("name", ["thread", "reply", "preview", "look_over", "ask_consent", "publish", "unpublish"])
def test_another_coach_s_question_does_not_exist(as_dana, as_bob, alice, name):
    question = make_answered(by=alice)
    method = "get" if name == "thread" else "post"

    for stranger in (as_dana, as_bob):
        assert getattr(stranger, method)(address(name, question), {"text": "x"}).status_code == 404


def test_an_assistants_words_wait_for_the_coach_who_sends_them(as_alice, as_fay, fay, alice):
    question = make_question(coach=alice)
    for text in ("Run easy.", "Run *easy*, and short."):
        assertRedirects(as_fay.post(address("keep_draft", question), {"text": text}), address("thread", question))
    draft = AnswerDraft.objects.get()
    assert (draft.coach, draft.by, draft.text) == (alice, fay, "Run *easy*, and short.")
    assert not OutgoingMail.objects.exists()

    page = as_alice.get(address("thread", question))
    assertContains(page, "by Fay Falk")
    assert page.context["answer_form"].initial["text"] == "Run *easy*, and short."

    as_alice.post(address("reply", question), {"text": page.context["answer_form"].initial["text"]})
    assert Answer.objects.get().text == "Run *easy*, and short."
    assert not AnswerDraft.objects.exists()


def test_what_one_desk_has_drafted_another_does_not_read(as_fay, as_dana):
    question = make_question(coach=None)  # put to no one: both desks see it
    as_fay.post(address("keep_draft", question), {"text": "Between Alice and me."})
    assertNotContains(as_dana.get(address("thread", question)), "Between Alice and me.")
    as_dana.post(address("keep_draft", question), {"text": "Dana's own words."})
    assertContains(as_fay.get(address("thread", question)), "Between Alice and me.")
    assert AnswerDraft.objects.count() == 2


def test_the_answer_of_another_coach_is_taken_over_as_the_library_shows_it(as_dana, dana, alice):
    theirs = make_published(by=alice, answer="Run a third less.")
    Answer.objects.update(text="Amanda, see your doctor first.")

    page = as_dana.get(address("thread", make_question(coach=dana)), {"use": theirs.pk})

    assertContains(page, "Run a third less.")
    assertNotContains(page, "see your doctor")
