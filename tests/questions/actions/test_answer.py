import pytest

from athletes.models import OutgoingMail
from questions.actions.answer import AnsweredMeanwhile, answer, write_again
from questions.models import Answer, Message, Question
from questions.replies import question_address
from tests.factories import NOW
from tests.questions.factories import make_answered, make_published, make_question
from tests.questions.letters import letter, receive

pytestmark = pytest.mark.django_db


def test_answering_mails_the_asker_and_takes_the_question(alice):
    question = make_question()

    answer(question, by=alice, text="A **third** less.", video_url="https://video.example/1", at=NOW)

    question.refresh_from_db()
    mail = OutgoingMail.objects.get()
    assert (question.state, question.coach) == ("answered", alice)
    assert (mail.to, mail.kind) == ("amanda@example.org", "question_answered")
    assert "<strong>third</strong>" in mail.html
    assert "https://video.example/1" in mail.text


def test_a_second_press_answers_once(alice):
    question = make_question()

    for _ in range(2):
        answer(question, by=alice, text="A third less.", at=NOW)

    assert (Answer.objects.count(), OutgoingMail.objects.count()) == (1, 1)
    assert Message.objects.filter(source="coach").count() == 1


def test_a_correction_changes_the_answer_and_writes_to_nobody(alice):
    question = make_question()
    answer(question, by=alice, text="A thrid less.", at=NOW)

    answer(question, by=alice, text="A third less.", notes=[{"at_s": 75, "text": "how much"}], at=NOW)

    assert Answer.objects.get().text == "A third less."
    assert Answer.objects.get().notes == [{"at_s": 75, "text": "how much"}]
    assert OutgoingMail.objects.count() == 1


def test_a_correction_leaves_the_library_as_it_was_agreed_to(alice):
    question = make_published(by=alice, answer="A third less.")

    answer(question, by=alice, text="Amanda Reyes, a third less.", at=NOW)

    question.refresh_from_db()
    assert question.edition.answer_text == "A third less."
    assert question.answer.text == "Amanda Reyes, a third less."


def test_the_second_of_two_coaches_is_told(alice, dana):
    question = make_question()
    answer(question, by=alice, text="A third less.", at=NOW)

    with pytest.raises(AnsweredMeanwhile):
        answer(question, by=dana, text="Two thirds less.", at=NOW)

    assert Answer.objects.get().text == "A third less."


@pytest.mark.parametrize(("make", "state"), [(make_answered, "answered"), (make_published, "published")])
def test_who_wrote_once_more_is_answered_once_more_and_the_answer_stays(alice, make, state):
    question = make(by=alice, answer="Run a third less.")
    question.hear_again()
    for _ in range(2):  # the second click changes nothing
        write_again(question, by=alice, text="And in spring, strides.", at=NOW)

    question.refresh_from_db()
    assert (question.state, question.is_open, question.answer.text) == (state, False, "Run a third less.")
    assert [message.text for message in question.messages.filter(source="coach")] == ["And in spring, strides."]
    mail = OutgoingMail.objects.get()
    assert mail.key.startswith(f"{question.pk} ")
    assert "And in spring, strides." in mail.text


def test_a_correction_while_they_wait_mails_nobody(alice):
    question = make_answered(by=alice)
    question.hear_again()
    answer(question, by=alice, text="Run a quarter less.", at=NOW)

    question.refresh_from_db()
    assert (question.state, question.answer.text) == ("waiting", "Run a quarter less.")
    assert not OutgoingMail.objects.exists()


def test_another_coach_writes_into_no_thread_of_ours(alice, dana):
    question = make_answered(by=alice)
    with pytest.raises(AnsweredMeanwhile):
        write_again(question, by=dana, text="Hello.", at=NOW)


def test_the_answer_leads_back_into_its_thread(alice, settings):
    settings.REPLY_DOMAIN = "reply.club.example"
    receive(letter(number=7))
    question = Question.objects.get()
    answer(question, by=alice, text="Run a third less.", at=NOW)

    headers = OutgoingMail.objects.get(kind="question_answered").headers
    assert headers["Reply-To"] == question_address(question.pk)
    assert headers["In-Reply-To"] == "<7@example.org>"


def test_where_no_address_is_known_the_words_stand_and_no_mail_is_made(alice):
    question = make_question(coach=alice, asker_email="")
    answer(question, by=alice, text="A third less.", at=NOW)

    assert question.messages.filter(source="coach").exists()
    assert not OutgoingMail.objects.exists()
