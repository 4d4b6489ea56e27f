import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from athletes.models import OutgoingMail
from plans.actions.workout import add_workout
from plans.engine.library import LIBRARY
from questions.actions.answer import answer
from questions.models import Answer
from tests.factories import NOW
from tests.questions.factories import make_answered, make_published, make_question

pytestmark = pytest.mark.django_db


def address(name, question):
    return reverse(f"questions:{name}", args=[question.pk])


def test_answering_sends_and_comes_back(as_alice):
    question = make_question()
    said = {
        "text": "A third less.",
        "video_url": "https://youtu.be/dQw4w9WgXcQ",
        "notes": "1:15 how much",
        "transcript": "Hello there.",
        "explains": ["ingredient:strides", "workout:F05", "rule:INV-17"],
    }

    response = as_alice.post(address("reply", question), said)

    assertRedirects(response, address("thread", question))
    written, mail = Answer.objects.get(), OutgoingMail.objects.get()
    assert (written.notes, written.transcript) == ([{"at_s": 75, "text": "how much"}], "Hello there.")
    assert written.explains == ["ingredient:strides", "workout:F05", "rule:INV-17"]
    assert mail.kind == "question_answered"
    for body in (mail.text, mail.html.replace("&amp;", "&")):
        assert "https://youtu.be/dQw4w9WgXcQ?t=75s" in body


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"text": ""}, "This field is required"),
        ({"video_url": "ftp://video.example"}, "valid URL"),
        ({"video_url": "javascript:alert(1)"}, "valid URL"),
        ({"notes": "how much"}, "does not begin with a minute"),
        ({"explains": ["ingredient:magic"]}, "Select a valid choice"),
        ({"transcript": "w" * 60_001}, "at most 60000 characters"),
        ({"text": "nul \0"}, "Null characters are not allowed"),
    ],
)
@pytest.mark.parametrize("name", ["reply", "preview"])
def test_a_wrong_answer_says_what_to_change(as_alice, name, change, says):
    response = as_alice.post(address(name, make_question()), {"text": "A third less."} | change)

    assertContains(response, says, status_code=422)
    assert not Answer.objects.exists()


def test_preview_shows_and_sends_nothing(as_alice):
    response = as_alice.post(address("preview", make_question()), {"text": "A **third** less."})

    assertContains(response, "<strong>third</strong>")
    assertContains(response, "A **third** less.</textarea>")
    assert not Answer.objects.exists()
    assert not OutgoingMail.objects.exists()


def test_while_somebody_types_the_preview_comes_alone_and_faults_nothing(as_alice):
    typed = {"text": "A **third** less.", "notes": "1:1"}

    response = as_alice.post(address("preview", make_question()), typed, headers={"HX-Request": "true"})

    assertContains(response, "<strong>third</strong>")
    assertContains(response, "cannot be read yet")
    assertNotContains(response, "<textarea")


def test_own_workouts_can_be_explained_and_another_coachs_cannot(as_alice, as_dana, alice):
    add_workout(alice, LIBRARY["F05"], by=alice.user, at=NOW)
    question, own = make_question(), f"workout:C1.{alice.pk}"

    assertContains(as_alice.get(address("thread", question)), f'value="{own}"')
    refused = as_dana.post(address("reply", question), {"text": "Rest.", "explains": [own]})
    assert refused.status_code == 422
    as_alice.post(address("reply", question), {"text": "Rest.", "explains": [own]})
    assert Answer.objects.get().explains == [own]


def test_a_correction_of_what_is_published_says_that_the_library_waits(as_alice, alice):
    question = make_published(by=alice)

    page = as_alice.post(address("reply", question), {"text": "Run half.", "corrects": "1"}, follow=True)

    assertContains(page, "The library shows the earlier text until")
    assertNotContains(as_alice.get(question.get_absolute_url()), "Run half.")


def test_who_wrote_once_more_gets_one_more_word_and_the_answer_stays(as_alice, alice):
    question = make_question(coach=alice)
    answer(question, by=alice, text="Run a third less.", at=NOW)
    OutgoingMail.objects.all().delete()
    question.refresh_from_db()
    question.hear_again()
    page = as_alice.get(reverse("questions:thread", args=[question.pk]))
    assertContains(page, reverse("questions:reply_again", args=[question.pk]))
    assertContains(page, "Correct the answer above")

    for _ in range(2):  # a double click
        as_alice.post(reverse("questions:reply_again", args=[question.pk]), {"words": "Strides, **twice** a week."})
    mail = OutgoingMail.objects.get()
    question.refresh_from_db()
    assert "Strides, **twice** a week." in mail.text
    assert (question.state, question.answer.text) == ("answered", "Run a third less.")
    shown = as_alice.get(reverse("questions:thread", args=[question.pk]))
    assertContains(shown, "<strong>twice</strong>")
    assertContains(shown, "Run a third less.")


def test_a_word_without_words_is_asked_for(as_alice, alice):
    question = make_answered(by=alice)
    question.hear_again()
    assert as_alice.post(reverse("questions:reply_again", args=[question.pk]), {"words": " "}).status_code == 422
    assert not OutgoingMail.objects.exists()


def test_a_page_older_than_the_answer_replaces_nothing_and_keeps_what_was_typed(as_alice, alice):
    question = make_answered(by=alice, answer="Run a third less.")

    stale = as_alice.post(address("reply", question), {"text": "Run half."})

    assertContains(stale, "Nothing was sent now", status_code=422)
    assertContains(stale, "Run half.", status_code=422)
    assert Answer.objects.get().text == "Run a third less."

    as_alice.post(address("reply", question), {"text": "Run half.", "corrects": stale.context["answer"].pk})
    assert Answer.objects.get().text == "Run half."


def test_a_link_from_an_old_page_replaces_no_answer(as_alice, alice):
    question = make_answered(by=alice, answer="Run a third less.")

    as_alice.post(address("send_link", question), {"use": make_published(by=alice).pk})

    assert question.answer.__class__.objects.get(question=question).text == "Run a third less."


def test_one_answer_sent_by_a_double_click_is_sent_once(as_alice):
    question = make_question()
    for _ in range(2):
        assertRedirects(as_alice.post(address("reply", question), {"text": "Run half."}), address("thread", question))
    assert OutgoingMail.objects.count() == 1
