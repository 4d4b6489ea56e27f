"""The letters of a thread: "it has come in", the answer, a kind no, "may this stand in the library" and "it does"."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from athletes.actions.mail import queue_mail
from athletes.emails import render_bodies
from athletes.models import Coach, OutgoingMail
from questions.consent import token_of
from questions.models import Answer, Edition, IncomingMail, Question
from questions.models.edition import ANSWER_WITHIN
from questions.replies import question_address
from questions.video import timed_notes

RECEIPT = "question_received"
ANSWERED = "question_answered"
DECLINED = "question_declined"
CONSENT_ASKED = "consent_asked"
PUBLISHED = "answer_published"
LONGEST_ID = 255
# Of `questions:list`. To look it up loads every page of the site, which takes longer than all the rest of taking in a mail.
LIBRARY = "/questions/"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLink:
    """The off-season that goes out with an answer. Without `url` there is nothing to open: they are too young for an account."""

    url: str
    line: str
    is_invitation: bool = False


def queue_receipt(question: Question, *, at: datetime) -> None:
    """To an address that nobody has verified: so it repeats nothing of what was typed but the name."""
    _queue_receipt(question, key=str(question.pk), headers={}, at=at)


def queue_mail_receipt(question: Question, mail: IncomingMail, *, is_vouched: bool, at: datetime) -> None:
    """The same letter to who wrote a mail: one a day at most, over all threads, and none that may go to somebody else.

    Where we can tell who wrote (`MAIL_AUTHSERV_IDS`), only the sender that our receiver vouches for is told.
    """
    if settings.MAIL_AUTHSERV_IDS and not is_vouched:
        return
    headers = {"Auto-Submitted": "auto-replied", **_answering(mail)}
    mail.receipt = _queue_receipt(question, key=f"day {at:%Y-%m-%d}", headers=headers, at=at)


def _queue_receipt(question: Question, *, key: str, headers: dict[str, str], at: datetime) -> OutgoingMail | None:
    context = {"question": question, "library_url": absolute(LIBRARY)}
    return _queue(question, RECEIPT, context, key=key, subject="Your question has come in", headers=headers, at=at)


def queue_answer(answer: Answer, *, key: str, at: datetime, plan: PlanLink | None = None) -> None:
    """`key` begins with the thread's number, and is another one for each time that it is answered."""
    question = answer.question
    notes = timed_notes(answer.notes, url=answer.video_url)
    page_url = absolute(question.get_absolute_url()) if question.is_published else ""
    context = {"question": question, "answer": answer, "notes": notes, "page_url": page_url, "plan": plan}
    subject = f"An answer from {answer.by}: {question.title}"
    headers = {"Auto-Submitted": "no", **_last_mail(question)}
    _queue(question, ANSWERED, context, key=key, subject=subject, headers=headers, at=at)


def queue_decline(question: Question, *, letter: str, by: Coach, at: datetime, not_before: datetime) -> None:
    """Not at once, so that it can be taken back. Another one for each time that it is declined."""
    context = {"question": question, "letter": letter, "by": by}
    subject, headers = f"About your question: {question.title}", {"Auto-Submitted": "no"}
    _queue(
        question,
        DECLINED,
        context,
        key=f"{question.pk} {at:%Y-%m-%d %H:%M:%S}",
        subject=subject,
        headers=headers,
        at=at,
        not_before=not_before,
    )


def keep_declines_back(question_ids: Iterable[int]) -> None:
    """What has not left yet stays here: the coach thought again."""
    for number in question_ids:
        OutgoingMail.objects.unsent().filter(kind=DECLINED, key__startswith=f"{number} ").delete()


def queue_consent_asked(edition: Edition, *, by: Coach, at: datetime) -> None:
    """From the coach in person: so it is no automatic mail, and an answer to it goes into the thread."""
    context = {
        "question": edition.question,
        "edition": edition,
        "coach": by,
        "link": consent_url(edition),
        "last_day": (at + ANSWER_WITHIN).date(),
    }
    subject, headers = f"May others read this? {edition.title}", {"Auto-Submitted": "no"}
    until = at + ANSWER_WITHIN
    _queue(
        edition.question, CONSENT_ASKED, context,
        key=str(edition.pk), subject=subject, headers=headers, at=at, use_until=until,
    )  # fmt: skip


def queue_published(question: Question, edition: Edition, *, at: datetime) -> None:
    """Where it stands, and the link that takes it down again."""
    context = {
        "question": question,
        "edition": edition,
        "link": consent_url(edition),
        "page_url": absolute(question.get_absolute_url()),
    }
    subject = f"It stands in the library: {edition.title}"
    _queue(question, PUBLISHED, context, key=str(edition.pk), subject=subject, headers={}, at=at)


def _queue(
    question: Question,
    kind: str,
    context: dict[str, Any],
    *,
    key: str,
    subject: str,
    headers: dict[str, str],
    at: datetime,
    not_before: datetime | None = None,
    use_until: datetime | None = None,
) -> OutgoingMail | None:
    """To who asked, and back into the thread; to nobody where no address is known."""
    if not question.can_be_asked:
        return None
    bodies = render_bodies(kind, context)
    return queue_mail(
        to=question.asker_email,
        kind=kind,
        key=key,
        subject=subject,
        text=bodies.text,
        html=bodies.html,
        recipient=question.asker,
        headers=headers | reply_to(question),
        at=at,
        not_before=not_before,
        use_until=use_until,
    )


def reply_to(question: Question) -> dict[str, str]:
    """Into the thread, whoever asked."""
    address = question_address(question.pk)
    return {"Reply-To": address} if address else {}


def _last_mail(question: Question) -> dict[str, str]:
    """So that mail programs show it below what was asked."""
    last = question.messages.filter(mail__isnull=False).select_related("mail").defer("mail__raw").order_by("at").last()
    return _answering(last.mail) if last is not None and last.mail is not None else {}


def _answering(mail: IncomingMail) -> dict[str, str]:
    """Only an id that a header can hold as it is."""
    is_plain = mail.message_id.isascii() and mail.message_id.isprintable() and len(mail.message_id) <= LONGEST_ID
    return {"In-Reply-To": mail.message_id, "References": mail.message_id} if mail.message_id and is_plain else {}


def consent_url(edition: Edition) -> str:
    return absolute(reverse("questions:consent", args=[token_of(edition.pk)]))


def absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
