"""The two letters of a thread: "your question has come in" and the answer."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from athletes.actions.mail import queue_mail
from athletes.emails import render_bodies
from questions.models import Answer, Question
from questions.video import timed_notes

RECEIPT = "question_received"
ANSWERED = "question_answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLink:
    """The off-season that goes out with an answer. Without `url` there is nothing to open: they are too young for an account."""

    url: str
    line: str
    is_invitation: bool = False


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


def queue_answer(answer: Answer, *, at: datetime, plan: PlanLink | None = None) -> None:
    question = answer.question
    notes = timed_notes(answer.notes, url=answer.video_url)
    context = {"question": question, "answer": answer, "notes": notes, "plan": plan}
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


def absolute(path: str) -> str:
    return f"{settings.SITE_URL}{path}"
