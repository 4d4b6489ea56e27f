"""From an answered thread to a page of the library, and back."""

import re
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify

from questions.models import MessageSource, Question, QuestionState

SLUG_LENGTH = 80
RESERVED = frozenset({"ask", "asked"})  # pages of ours at the same place
SHORTEST_NAME = 3  # "Al" inside "also" names nobody


class NotAnswered(Exception):
    """There is nothing to publish yet."""


class AddressTaken(Exception):
    """Another question has this slug."""


class NamesAsker(Exception):
    """The text holds a name or an address of somebody who did not agree to be named. `word` is what was found."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


class NeedsRewriting(Exception):
    """Without consent only a question in the coach's own words may be published."""


@transaction.atomic
def publish(
    question: Question, *, title: str, slug: str, public_text: str, topic: str, at: datetime, is_rewritten: bool
) -> Question:
    """Put it into the library. A blank `slug` is made from the title; published again, it keeps its first date.

    Raises NotAnswered, NeedsRewriting, NamesAsker, AddressTaken.
    """
    thread = Question.objects.select_for_update().get(pk=question.pk)
    if not hasattr(thread, "answer"):
        raise NotAnswered
    check_consent(thread, title=title, public_text=public_text, is_rewritten=is_rewritten)
    thread.slug = free_slug(thread, wanted=slug, title=title)
    thread.title, thread.public_text, thread.topic = title, public_text, topic
    thread.published_at = (thread.published_at or at) if thread.is_published else at
    thread.state = QuestionState.PUBLISHED
    thread.save(update_fields=["slug", "title", "public_text", "topic", "published_at", "state"])
    return thread


def unpublish(question: Question) -> None:
    """Take it out of the library. Title, text and address stay, so that publishing again takes it back."""
    Question.objects.published().filter(pk=question.pk).update(state=QuestionState.ANSWERED)


def check_consent(thread: Question, *, title: str, public_text: str, is_rewritten: bool) -> None:
    if thread.latest_consent() is None and (not is_rewritten or has_own_words(thread, title, public_text)):
        raise NeedsRewriting
    answer = thread.answer
    check_names(thread, title, public_text, answer.text, *(note["text"] for note in answer.notes))


def check_names(thread: Question, *written: str) -> None:
    """Raises NamesAsker where a public text says more about the asker than they agreed to."""
    consent = thread.latest_consent()
    word = first_unagreed_name(thread, "\n".join(written), agreed=consent.shown_name if consent else "")
    if word:
        raise NamesAsker(word)


def has_own_words(thread: Question, *written: str) -> bool:
    """Is one of these simply copied from what the asker wrote?"""
    own = [_plain(message.text) for message in thread.messages.exclude(source=MessageSource.COACH)]
    return any(_plain(text) in message for text in written for message in own)


def first_unagreed_name(thread: Question, written: str, *, agreed: str) -> str:
    """The first part of the asker's name or their address that stands in the text without their yes; else blank."""
    found, allowed = _words(written), _words(agreed)
    names = [word for word in sorted(_words(thread.asker_name)) if len(word) >= SHORTEST_NAME]
    named = [word for word in names if {word, word.capitalize()} & found and word not in allowed]
    addresses = [thread.asker_email] if thread.asker_email.lower() in written.lower() else []
    return next(iter(addresses + named), "")


def free_slug(thread: Question, *, wanted: str, title: str) -> str:
    """The address asked for, or a free one made from the title. Raises AddressTaken for one asked for."""
    others = Question.objects.exclude(pk=thread.pk)
    if wanted:
        if wanted in RESERVED or others.filter(slug=wanted).exists():
            raise AddressTaken(wanted)
        return wanted
    stem = slugify(title)[: SLUG_LENGTH - 6].strip("-") or "answer"
    is_taken = stem in RESERVED or others.filter(slug=stem).exists()
    return f"{stem}-{thread.pk}" if is_taken else stem


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _words(text: str) -> set[str]:
    """Capitals stay: Will is somebody, "will" is not."""
    return set(re.findall(r"[^\W\d_]+", text))
