"""The letters of a thread: "your question has come in", the answer, "may this stand in the library" and "it does"."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from athletes.actions.mail import queue_mail
from athletes.emails import render_bodies
from athletes.models import Coach
from athletes.replies import reply_address
from questions.consent import token_of
from questions.models import Answer, Edition, Question
from questions.models.edition import ANSWER_WITHIN
from questions.video import timed_notes

RECEIPT = "question_received"
ANSWERED = "question_answered"
CONSENT_ASKED = "consent_asked"
PUBLISHED = "answer_published"


def queue_receipt(question: Question, *, at: datetime) -> None:
    """To an address that nobody has verified: so it repeats nothing of what was typed but the name."""
    bodies = render_bodies(RECEIPT, {"question": question, "library_url": absolute(reverse("questions:list"))})
    queue_mail(
        to=question.asker_email,
        kind=RECEIPT,
        key=str(question.pk),
        subject="Your question has come in",
        text=bodies.text,
        html=bodies.html,
        recipient=question.asker,
        at=at,
    )


def queue_answer(answer: Answer, *, at: datetime) -> None:
    question = answer.question
    notes = timed_notes(answer.notes, url=answer.video_url)
    page_url = absolute(question.get_absolute_url()) if question.is_published else ""
    context = {"question": question, "answer": answer, "notes": notes, "page_url": page_url}
    bodies = render_bodies(ANSWERED, context)
    queue_mail(
        to=question.asker_email,
        kind=ANSWERED,
        key=str(question.pk),
        subject=f"An answer from {answer.by}: {question.title}",
        text=bodies.text,
        html=bodies.html,
        recipient=question.asker,
        headers={"Auto-Submitted": "no"},
        at=at,
    )


def queue_consent_asked(edition: Edition, *, by: Coach, at: datetime) -> None:
    """From the coach in person: so it is no automatic mail, and an answer to it goes into the thread."""
    question = edition.question
    context = {
        "question": question,
        "edition": edition,
        "coach": by,
        "link": consent_url(edition),
        "last_day": (at + ANSWER_WITHIN).date(),
    }
    bodies = render_bodies(CONSENT_ASKED, context)
    queue_mail(
        to=question.asker_email,
        kind=CONSENT_ASKED,
        key=str(edition.pk),
        subject=f"May others read this? {edition.title}",
        text=bodies.text,
        html=bodies.html,
        recipient=question.asker,
        headers={"Auto-Submitted": "no"} | reply_to(question),
        use_until=at + ANSWER_WITHIN,
        at=at,
    )


def queue_published(question: Question, edition: Edition, *, at: datetime) -> None:
    """Where it stands, and the link that takes it down again."""
    context = {"question": question, "edition": edition, "link": consent_url(edition)}
    bodies = render_bodies(PUBLISHED, context | {"page_url": absolute(question.get_absolute_url())})
    queue_mail(
        to=question.asker_email,
        kind=PUBLISHED,
        key=str(edition.pk),
        subject=f"It stands in the library: {edition.title}",
        text=bodies.text,
        html=bodies.html,
        recipient=question.asker,
        headers=reply_to(question),
        at=at,
    )


def reply_to(question: Question) -> dict[str, str]:
    """Into the thread, where who asks is an athlete of a coach; else replies go to the sender of all mail."""
    if question.athlete_id is None or question.coach_id is None:
        return {}
    address = reply_address(question.athlete_id, question.coach_id)
    return {"Reply-To": address} if address else {}


def consent_url(edition: Edition) -> str:
    return absolute(reverse("questions:consent", args=[token_of(edition.pk)]))


def absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
