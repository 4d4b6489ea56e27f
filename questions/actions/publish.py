"""From an answered thread to a page of the library, and back. What stands there is an edition, and never changes."""

import re
import unicodedata
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Case, Q, Value, When
from django.utils.text import slugify

from questions.models import Edition, Message, MessageSource, Question, QuestionState
from questions.models.edition import digest_of

SLUG_LENGTH = 80
RESERVED = frozenset({"ask", "asked", "feed"})  # pages of ours at the same place
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
    """Without a yes to this very text only a question in the coach's own words may be published."""


@transaction.atomic
def publish(
    question: Question, *, title: str, slug: str, public_text: str, topic: str, at: datetime, is_rewritten: bool
) -> Question:
    """Put it into the library: the text that was agreed to, or one in the coach's own words that names nobody.

    A blank `slug` is made from the title. Raises NotAnswered, NeedsRewriting, NamesAsker, AddressTaken.
    """
    thread = Question.objects.select_for_update().get(pk=question.pk)
    texts = texts_of(thread, title=title, public_text=public_text)
    check_address(thread, slug, title=title)
    edition = agreed_edition(thread, texts)
    if edition is None:
        check_own_words(thread, texts, is_rewritten=is_rewritten)
        edition = _as_it_stands(thread, texts) or add_edition(thread, texts, at=at)
    thread.topic, thread.slug = topic, free_slug(thread, wanted=slug, title=title)
    put_up(thread, edition, at=at)
    return thread


def put_up(thread: Question, edition: Edition, *, at: datetime) -> None:
    """From now on this is the text in the library. A page that stands there keeps its address and its first date."""
    thread.published_at = (thread.published_at or at) if thread.is_published else at
    thread.title, thread.public_text, thread.edition = edition.title, edition.question_text, edition
    thread.slug = thread.slug or free_slug(thread, wanted="", title=edition.title)
    if not thread.is_open:  # who waits for a word goes on waiting
        thread.state = QuestionState.PUBLISHED
    thread.save(update_fields=["slug", "title", "public_text", "topic", "edition", "published_at", "state"])


def unpublish(question: Question) -> None:
    """Take it out of the library, at once. Text and address stay, so that publishing again takes it back."""
    after = Case(When(state=QuestionState.PUBLISHED, then=Value(QuestionState.ANSWERED)), default="state")
    Question.objects.published().filter(pk=question.pk).update(edition=None, state=after)


def texts_of(thread: Question, *, title: str, public_text: str) -> dict[str, Any]:
    """What would stand in the library now. Raises NotAnswered."""
    answer = getattr(thread, "answer", None)
    if answer is None:
        raise NotAnswered
    return {
        "title": title,
        "question_text": public_text,
        "answer_text": answer.text,
        "video_url": answer.video_url,
        "notes": answer.notes,
        "transcript": answer.transcript,
    }


def add_edition(thread: Question, texts: dict[str, Any], **fields: Any) -> Edition:
    return thread.editions.create(digest=digest_of(texts), **texts, **fields)


def agreed_edition(thread: Question, texts: dict[str, Any]) -> Edition | None:
    """The edition with these words that was agreed to, if its yes still holds."""
    agreed = thread.editions.filter(digest=digest_of(texts), consent__isnull=False, consent__withdrawn_at=None)
    return agreed.newest_first().first()


def check_own_words(thread: Question, texts: dict[str, Any], *, is_rewritten: bool) -> None:
    """Raises NeedsRewriting also for a text to which they said no, and NamesAsker."""
    refused = Q(refused_at__isnull=False) | Q(consent__withdrawn_at__isnull=False)
    was_refused = thread.editions.filter(refused, digest=digest_of(texts)).exists()
    if was_refused or not is_rewritten or has_own_words(thread, texts["title"], texts["question_text"]):
        raise NeedsRewriting
    check_names(thread, texts, agreed="")


def check_names(thread: Question, texts: dict[str, Any], *, agreed: str) -> None:
    """Raises NamesAsker where a public text says more about the asker than `agreed`."""
    word = first_unagreed_name(thread, all_words(texts), agreed=agreed)
    if word:
        raise NamesAsker(word)


def check_address(thread: Question, slug: str, *, title: str) -> None:
    """Raises NamesAsker for an address with a name that the title does not say."""
    typed = set(slug.lower().split("-")) - set(slugify(title).split("-"))
    named = {word for word in slugify(_askers(thread)).split("-") if len(word) >= SHORTEST_NAME} & typed
    if named:
        raise NamesAsker(min(named))


def all_words(texts: dict[str, Any]) -> str:
    notes = (note["text"] for note in texts["notes"])
    return "\n".join([texts["title"], texts["question_text"], texts["answer_text"], texts["transcript"], *notes])


def has_own_words(thread: Question, *written: str) -> bool:
    """Is one of these simply copied from what the asker wrote?"""
    said = Message.objects.filter(Q(question=thread) | Q(question__merged_into=thread))
    own = [_plain(message.text) for message in said.exclude(source=MessageSource.COACH)]
    return any(_plain(text) in message for text in written for message in own)


def first_unagreed_name(thread: Question, written: str, *, agreed: str) -> str:
    """The first part of the asker's name or their address that stands in the text without their yes; else blank."""
    found, allowed = _words(written), _words(agreed)
    names = [word for word in sorted(_words(_askers(thread))) if len(word) >= SHORTEST_NAME]
    named = [word for word in names if {word, word.capitalize()} & found and word not in allowed]
    address = thread.asker_email.lower()
    addresses = [thread.asker_email] if address and address in written.lower() else []
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


def _as_it_stands(thread: Question, texts: dict[str, Any]) -> Edition | None:
    """Pressed twice, it is still one edition."""
    return thread.edition if thread.edition and thread.edition.digest == digest_of(texts) else None


def _askers(thread: Question) -> str:
    """All the names they gave: in the questions that were merged into this one they may have signed otherwise."""
    return " ".join([thread.asker_name, *thread.merged.order_by("pk").values_list("asker_name", flat=True)])


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).lower().split())


def _words(text: str) -> set[str]:
    """Capitals stay: Will is somebody, "will" is not. An é is one letter, however it was typed."""
    return set(re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text)))
