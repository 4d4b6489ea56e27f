"""Somebody asks: the thread, their consent and the receipt are written together."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from athletes.models import Coach, User
from questions.consent import TEXT_VERSION
from questions.emails import queue_receipt
from questions.models import Message, MessageSource, Question, VouchedBy

TITLE_LENGTH = 160
# In place of a name: an address, which a mail program would make a link of, or signs that turn letters around. Names stand in
# mails of ours to addresses that nobody has verified.
NO_NAME = re.compile(r"[/@<>\\\u202a-\u202e\u2066-\u2069]|\b[Ww][Ww][Ww]\.|\w\.(?:[a-z]{2,}|[A-Z]{2,})\b")
SAME_QUESTION_FOR = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """Who asks. `shown_name` is the name they agreed to be published under, None where they did not agree."""

    name: str
    email: str
    user: User | None = None
    shown_name: str | None = None


@transaction.atomic
def ask(
    text: str, *, topic: str, by: Asker, to: Coach | None, at: datetime, plan_request: dict[str, Any] | None = None
) -> Question:
    """Open a thread. The same words from the same address within ten minutes are one question, sent twice."""
    hold_asker(by.email)
    before = asked_just_now(text, by=by, at=at)
    if before:
        return before
    question = Question.objects.create(
        title=title_of(text),
        topic=topic,
        asker=by.user,
        athlete=by.user.athlete if by.user and by.user.is_athlete else None,
        asker_name=by.name,
        asker_email=by.email,
        coach=to,
        plan_request=plan_request,
        asked_at=at,
    )
    vouched = VouchedBy.ACCOUNT if by.user else VouchedBy.NOBODY
    Message.objects.create(
        question=question, source=MessageSource.FORM, author=by.user, text=text, at=at, vouched_by=vouched
    )
    if by.shown_name is not None:
        question.consents.create(text_version=TEXT_VERSION, shown_name=by.shown_name, at=at)
    queue_receipt(question, at=at)
    return question


def hold_asker(email: str) -> None:
    """Let two requests of one impatient finger come one after the other; freed with the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"ask {email}"])


def asked_just_now(text: str, *, by: Asker, at: datetime) -> Question | None:
    recent = Question.objects.filter(asker_email=by.email, asked_at__gt=at - SAME_QUESTION_FOR)
    return recent.filter(messages__source=MessageSource.FORM, messages__text=text).first()


def title_of(text: str) -> str:
    """The sentence that asks, else the first one. The coach words it anew before it is published."""
    sentences = re.split(r"(?<=[.?!])\s+|\n+", text.strip())
    asked = next((sentence for sentence in sentences if sentence.endswith("?")), sentences[0]).strip()
    return asked if len(asked) <= TITLE_LENGTH else f"{asked[: TITLE_LENGTH - 1].rsplit(' ', 1)[0]}…"
