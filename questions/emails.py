"""The letters of a thread: "your question has come in", the answer, and a kind no."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from athletes.actions.mail import queue_mail
from athletes.emails import render_bodies
from athletes.models import Coach
from questions.models import Answer, Question
from questions.video import timed_notes

RECEIPT = "question_received"
ANSWERED = "question_answered"
DECLINED = "question_declined"


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
    context = {"question": question, "answer": answer, "notes": timed_notes(answer.notes, url=answer.video_url)}
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


def queue_decline(question: Question, *, letter: str, by: Coach, at: datetime, not_before: datetime) -> None:
    """Not at once, so that it can be taken back."""
    bodies = render_bodies(DECLINED, {"question": question, "letter": letter, "by": by})
    queue_mail(
        to=question.asker_email,
        kind=DECLINED,
        key=str(question.pk),
        subject=f"About your question: {question.title}",
        text=bodies.text,
        html=bodies.html,
        recipient=question.asker,
        headers={"Auto-Submitted": "no"},
        at=at,
        not_before=not_before,
    )


def absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
