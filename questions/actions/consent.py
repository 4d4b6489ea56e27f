"""Who asked is shown the text as it will stand, and says yes or no to it; and may take a yes back, always."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from athletes.models import Coach, User
from questions.actions.publish import (
    add_edition,
    agreed_edition,
    all_words,
    check_address,
    check_names,
    first_unagreed_name,
    free_slug,
    put_up,
    texts_of,
    unpublish,
)
from questions.consent import PAGE_VERSION, ShownAs, first_name, names_made_from
from questions.emails import queue_consent_asked, queue_published
from questions.models import Consent, Edition, Question
from questions.models.edition import digest_of

PRESSED_TWICE = timedelta(minutes=10)


class NobodyToAsk(Exception):
    """Who asked left no address, or is forgotten."""


class LinkOver(Exception):
    """The time to say yes is over, a newer text was asked for, or the yes was taken back."""


class NameStands(Exception):
    """The text itself says more than the name they chose."""


@transaction.atomic
def ask_consent(
    question: Question, *, by: Coach, title: str, slug: str, public_text: str, topic: str, publishes: bool, at: datetime
) -> Edition:
    """Mail who asked a link to this text. A text they agreed to already needs no second yes, and goes up if it shall.

    Raises NotAnswered, NobodyToAsk, NamesAsker (for more than the first name) and AddressTaken.
    """
    thread = Question.objects.select_for_update().get(pk=question.pk)
    texts = texts_of(thread, title=title, public_text=public_text)
    if not thread.can_be_asked:
        raise NobodyToAsk
    check_names(thread, texts, agreed=first_name(thread.asker_name))
    check_address(thread, slug, title=title)
    if not thread.is_published:  # a page that stands keeps its address until another text takes its place
        thread.topic, thread.slug = topic, free_slug(thread, wanted=slug or thread.slug or "", title=title)
        thread.save(update_fields=["topic", "slug"])
    agreed = agreed_edition(thread, texts)
    if agreed:
        if publishes:
            put_up(thread, agreed, at=at)
        return agreed
    return _asked_just_now(thread, texts, at=at) or _ask(thread, texts, by=by, publishes=publishes, at=at)


@transaction.atomic
def agree(edition: Edition, *, shown_as: ShownAs, user: User | None, at: datetime) -> Consent:
    """Their yes to these words under this name; it goes into the library at once if the coach wished so.

    Said twice it is one yes, and the first one counts. Raises LinkOver, NameStands.
    """
    thread, asked = _held(edition)
    if asked.agreed:
        return asked.agreed
    if hasattr(asked, "consent") or not asked.is_answerable(at=at):
        raise LinkOver
    names = names_for(asked)
    if shown_as not in names:
        raise NameStands
    given = thread.consents.create(
        edition=asked,
        text_version=PAGE_VERSION,
        shown_name=names[shown_as],
        email=thread.asker_email,
        user=user,
        at=at,
    )
    Edition.objects.filter(pk=asked.pk).update(refused_at=None)
    if asked.publishes:
        put_up(thread, asked, at=at)
        queue_published(thread, asked, at=at)
    return given


@transaction.atomic
def refuse(edition: Edition, *, at: datetime) -> None:
    """No, thanks. What they agreed to before stands as it stood. Raises LinkOver."""
    _, asked = _held(edition)
    if hasattr(asked, "consent") or not asked.is_answerable(at=at):
        raise LinkOver
    Edition.objects.filter(pk=asked.pk).update(refused_at=at)


@transaction.atomic
def withdraw(edition: Edition, *, at: datetime) -> None:
    """They take every yes in this thread back: out of the library at once, and what still asks is answered with no."""
    thread, _ = _held(edition)
    if thread.edition and hasattr(thread.edition, "consent"):
        unpublish(thread)
    thread.editions.open().update(refused_at=at)
    thread.consents.given().update(withdrawn_at=at)


def names_for(edition: Edition) -> dict[ShownAs, str]:
    """The names they may choose from: a text that says Amanda is not by "a runner"."""
    thread, words = edition.question, all_words(edition.texts)
    made = names_made_from(thread.asker_name)
    return {way: name for way, name in made.items() if not first_unagreed_name(thread, words, agreed=name)}


def _ask(thread: Question, texts: dict[str, Any], *, by: Coach, publishes: bool, at: datetime) -> Edition:
    edition = add_edition(thread, texts, at=at, asked_at=at, publishes=publishes)
    queue_consent_asked(edition, by=by, at=at)
    return edition


def _asked_just_now(thread: Question, texts: dict[str, Any], *, at: datetime) -> Edition | None:
    """Two presses of one finger ask once; the same text days later asks again."""
    recent = thread.editions.open().filter(digest=digest_of(texts), asked_at__gt=at - PRESSED_TWICE)
    return recent.newest_first().first()


def _held(edition: Edition) -> tuple[Question, Edition]:
    """The thread, locked first as everywhere, and the edition as it stands now."""
    thread = Question.objects.select_for_update().get(pk=edition.question_id)
    return thread, thread.editions.select_related("consent", "question").get(pk=edition.pk)
