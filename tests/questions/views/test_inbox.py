from datetime import timedelta

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from athletes.models import OutgoingMail
from questions.models import Answer, AnswerDraft, Message
from tests.factories import NOW
from tests.questions.factories import make_answered, make_published, make_question

pytestmark = pytest.mark.django_db


def address(name, question):
    return reverse(f"questions:{name}", args=[question.pk])


@pytest.mark.parametrize("count", [1, 3])
def test_inbox_query_count_does_not_grow(as_alice, alice, count, django_assert_num_queries):
    for n in range(count):
        make_question(coach=alice, title=f"Question {n}?")

    with django_assert_num_queries(6):  # session, user, coach, how many, the page, how many wait
        response = as_alice.get(reverse("questions:inbox"))

    assertContains(response, '<th scope="row">', count=count)


@pytest.mark.parametrize("count", [1, 3])
def test_thread_query_count_does_not_grow(as_alice, alice, count, django_assert_num_queries):
    question = make_published(by=alice)
    for n in range(count):
        make_published(by=alice, slug=f"close-{n}")
        Message.objects.create(question=question, source="form", text=f"And {n}?", at=NOW + timedelta(days=n))

    with django_assert_num_queries(11):
        response = as_alice.get(address("thread", question))

    assertContains(response, 'class="message"', count=count + 1)
    assert len(response.context["related"]) == count


def test_open_questions_stand_on_top_the_longest_waiting_first(as_alice, alice):
    make_answered(by=alice, title="Answered?", asked_at=NOW + timedelta(days=9))
    make_question(title="Yesterday?", asked_at=NOW + timedelta(days=1))
    make_question(coach=alice, title="Today?", asked_at=NOW + timedelta(days=2))

    page = as_alice.get(reverse("questions:inbox")).content.decode()

    assert page.index("Yesterday?") < page.index("Today?") < page.index("Answered?")


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
