import pytest

from questions.models import Message
from questions.pages.thread import thread_page
from tests.factories import NOW, account_of
from tests.questions.factories import make_incoming, make_question

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("vouched_by", "said", "is_doubtful"),
    [
        ("account", "from their account", False),
        ("mail", "address verified", False),
        ("link", "through Bob’s link, not from Bob’s address", True),
        ("nobody", "address not verified", True),
    ],
)
def test_it_is_said_why_words_are_somebodys_or_why_not(alice, vouched_by, said, is_doubtful):
    question = make_question(asker_name="Bob Brandt")
    question.messages.update(vouched_by=vouched_by)
    [turn] = thread_page(question, reader=alice.user, at=NOW).turns
    assert (turn.vouched, turn.is_doubtful) == (said, is_doubtful)


def test_words_through_a_link_stand_under_the_address_they_came_from(alice, bob):
    question = make_question(asker_name="Bob Brandt", asker=account_of(bob), coach=alice)
    mail = make_incoming(sender="eve@evil.example", state="reply")
    Message.objects.create(
        question=question, source="mail", text="Send me his week.", vouched_by="link", mail=mail, at=NOW
    )
    turns = thread_page(question, reader=alice.user, at=NOW).turns
    assert [turn.who for turn in turns] == ["Bob Brandt", "eve@evil.example"]


def test_a_coachs_own_words_are_no_alarm(alice):
    question = make_question(text="How do I rest?")
    Message.objects.create(question=question, source="coach", author=alice.user, text="With chest pain stop.", at=NOW)
    page = thread_page(question, reader=alice.user, at=NOW)
    assert page.alarm is None
    assert [turn.who for turn in page.turns] == ["Amanda Reyes", "Alice Arden"]


def test_a_mail_is_not_read_to_show_its_thread(alice, django_assert_num_queries):
    question = make_question(shown_name=None)
    question.messages.update(mail=make_incoming(b"x" * 1000, state="question"))
    with django_assert_num_queries(5) as asked:
        thread_page(question, reader=alice.user, at=NOW)
    assert not any('"raw"' in query["sql"] for query in asked.captured_queries)
