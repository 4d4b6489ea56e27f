"""Texts that wait for somebody's yes or no, each with the link that their mail holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from questions.consent import token_of
from questions.models import Edition
from questions.models.edition import EditionQuerySet


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAsk:
    edition: Edition
    url: str


def open_asks(editions: EditionQuerySet, *, at: datetime) -> list[OpenAsk]:
    """Of each question the newest that was asked, while it may still be answered."""
    newest: Iterable[Edition] = editions.asked().order_by("question", "-pk").distinct("question")
    waiting = [one for one in newest if one.is_in_time(at=at) and not one.refused_at and not hasattr(one, "consent")]
    return [OpenAsk(edition=one, url=reverse("questions:consent", args=[token_of(one.pk)])) for one in waiting]
