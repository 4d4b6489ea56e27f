import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from athletes.models import OutgoingMail, User
from questions.models import IncomingMail, Message, Question
from tests.conftest import logged_in
from tests.factories import NOW
from tests.questions.factories import make_answered, make_incoming, make_question
from tests.questions.mails import make_raw

pytestmark = pytest.mark.django_db

WHY = "It went to a reply address that we never gave to anybody."
HELD = "/coach/inbox/held/"


def make_held(raw=None, **fields):
    said = {"state": "quarantined", "reason": WHY, "sender": "amanda@example.org", "subject": "Winter? 🏃"}
    return make_incoming(raw or make_raw(), **(said | fields))


def url(name, mail):
    return reverse(f"questions:{name}", args=[mail.pk])


def undo_of(response):
    [note] = list(get_messages(response.wsgi_request))
    return note.extra_tags.removeprefix("undo:")


def test_what_is_held_is_listed_with_its_reason(as_alice):
    make_held()
    page = as_alice.get(HELD)
    assertContains(page, "Winter? 🏃")
    assertContains(page, "amanda@example.org")
    assertContains(page, WHY)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_no_more_for_more(as_alice, count, django_assert_num_queries):
    for number in range(count):
        make_held(make_raw(str(number)))
    with django_assert_num_queries(9) as asked:
        assertContains(as_alice.get(HELD), WHY, count=count)
    assert not any('"raw"' in query["sql"] for query in asked.captured_queries)


def test_a_held_mail_becomes_a_question_and_nobody_is_written_to(as_alice, alice):
    mail = make_held(make_raw("How do I rest?\n\n-- \nAmanda", subject="Winter? 🏃"))
    response = as_alice.post(url("held_question", mail))

    question = Question.objects.get()
    assertRedirects(response, reverse("questions:thread", args=[question.pk]))
    assert (question.title, question.asker_name, question.asker_email) == (
        "Winter? 🏃",
        "Amanda Reyes",
        "amanda@example.org",
    )
    assert (question.coach, question.asked_at, question.state) == (alice, NOW, "new")
    message = question.messages.get()
    assert (message.text, message.mail, message.vouched_by, message.author) == ("How do I rest?", mail, "nobody", None)
    assert "Amanda" in message.folded
    assert not OutgoingMail.objects.exists()
    mail.refresh_from_db()
    assert (mail.state, mail.reason) == ("question", "")

    as_alice.post(undo_of(response))
    mail.refresh_from_db()
    assert (mail.state, mail.reason) == ("quarantined", WHY)
    assert not Question.objects.exists()


def test_a_held_mail_joins_a_thread_which_waits_again(as_alice, alice):
    mail, question = make_held(), make_answered(by=alice)
    assertContains(as_alice.get(url("mail", mail)), f'<option value="{question.pk}">')
    response = as_alice.post(url("held_thread", mail), {"question": question.pk})
    question.refresh_from_db()
    assert question.state == "waiting"
    assert question.messages.filter(mail=mail).exists()

    as_alice.post(undo_of(response))
    assert Question.objects.get() == question
    assert not Message.objects.filter(mail=mail).exists()


def test_spam_goes_out_of_sight_and_comes_back(as_alice):
    mail = make_held()
    response = as_alice.post(url("held_spam", mail))
    assertNotContains(as_alice.get(HELD), WHY)
    assertRedirects(as_alice.post(undo_of(response)), HELD)
    assertContains(as_alice.get(HELD), WHY)
    as_alice.post(url("hold_again", mail))
    assert IncomingMail.objects.get().state == "quarantined"


def test_what_somebody_has_answered_is_not_taken_back(as_alice):
    mail = make_held()
    response = as_alice.post(url("held_question", mail))
    as_alice.post(reverse("questions:reply", args=[Question.objects.get().pk]), {"text": "A third less."})
    as_alice.post(undo_of(response))
    assert Question.objects.get().state == "answered"
    assert IncomingMail.objects.get().state == "question"


def test_a_double_click_files_it_once(as_alice):
    mail = make_held()
    for _ in range(2):
        as_alice.post(url("held_question", mail))
    assert Question.objects.count() == 1


def test_a_mail_that_cannot_be_read_can_be_filed_all_the_same(as_alice):
    mail = make_held(b"\0", sender="", subject="")
    as_alice.post(url("held_question", mail))
    assert Message.objects.get().text
    assert Question.objects.get().title


def test_what_is_held_for_one_desk_another_does_not_see(as_alice, as_fay, as_dana, as_bob, alice):
    mail = make_held(coach=alice)
    for client, status in ((as_alice, 200), (as_fay, 200), (as_dana, 404), (as_bob, 404)):
        assert client.get(url("mail", mail)).status_code == status
    for name in ("held_question", "held_thread", "held_spam"):
        assert as_dana.post(url(name, mail), {"question": make_question().pk}).status_code == 404
    assertNotContains(as_dana.get(HELD), WHY)
    as_dana.post(url("hold_again", mail))
    mail.refresh_from_db()
    assert mail.state == "quarantined"


def test_it_joins_no_thread_of_another_desk(as_alice, dana):
    mail, theirs = make_held(), make_question(coach=dana)
    for question in (theirs.pk, "", "x", "9" * 30):
        assert as_alice.post(url("held_thread", mail), {"question": question}).status_code == 404
    assertNotContains(as_alice.get(url("mail", mail)), f'value="{theirs.pk}"')


def test_only_who_settled_it_can_take_it_back(as_alice, as_fay):
    mail = make_held()
    as_alice.post(url("held_spam", mail))
    as_fay.post(url("hold_again", mail))
    mail.refresh_from_db()
    assert mail.state == "refused"


def test_a_name_that_is_an_address_stands_in_no_mail_of_ours(as_alice):
    mail = make_held(make_raw(sender='"www.shoes.example" <amanda@example.org>'))
    as_alice.post(url("held_question", mail))
    assert Question.objects.get().asker_name == "A runner"


@pytest.fixture
def as_otto(db):
    """Operates the site, and has no desk."""
    return logged_in(User.objects.create_user("otto@example.org", is_staff=True))


def test_who_operates_the_site_sees_what_is_nobodys_and_nothing_of_a_desk(as_otto, alice):
    nobodys, alices = make_held(), make_held(make_raw("Bob"), coach=alice, subject="For Alice")
    page = as_otto.get(reverse("desk:operator"))
    assertContains(page, url("mail", nobodys))
    assertNotContains(page, "For Alice")
    assertContains(as_otto.get(HELD), "Winter? 🏃")
    assertContains(as_otto.get(url("mail", nobodys)), "that every coach sees until one answers")
    for name in ("mail", "mail_source", "mail_body", "mail_attachments"):
        assert as_otto.get(url(name, alices)).status_code == 404
    for name in ("held_question", "held_spam", "held_thread"):
        assert as_otto.post(url(name, alices)).status_code == 404


def test_from_the_operator_it_goes_to_whoever_answers_first_and_comes_back(as_otto, dana):
    mail = make_held()
    response = as_otto.post(url("held_question", mail))
    assertRedirects(response, HELD)
    assert Question.objects.for_coach(dana.user).get().coach is None

    as_otto.post(undo_of(response))
    assert not Question.objects.exists()
    as_otto.post(url("held_spam", mail))
    mail.refresh_from_db()
    assert mail.state == "refused"
