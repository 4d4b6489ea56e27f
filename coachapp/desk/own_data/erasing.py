"""Somebody is forgotten: everything that hangs on their account, and everything that only names them.

Rows that point at the athlete or the user go with them by the database's own links. Here stands what those links do not
reach: questions, mails and offers to an address, what coaches put off about them, the open sessions of the person, and
what a coach's open session remembers of them for an undo.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q

from athletes.actions.sign_out import sign_out_everywhere
from athletes.addresses import addresses_of
from athletes.models import (
    AddressHealth,
    AssistantInvitation,
    Athlete,
    Erasure,
    Invitation,
    OutgoingMail,
    SetAside,
    User,
)
from athletes.models.mail import MailState
from coachapp.desk.own_data import visible
from coachapp.undo import forget_everywhere
from plans.models import OffSeason
from questions.actions.publish import all_words, first_unagreed_name
from questions.models import IncomingMail, Message, MessageSource, Question, QuestionState

ASKED_BY: Final = "A runner"
EMPTIED: Final = "A question that was withdrawn"
SHORTEST_NAME: Final = 3  # a shorter one stands inside of too many words to be found


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    user: User
    addresses: Sequence[str]
    names: Sequence[str]


@transaction.atomic
def erase(erasure_id: int, *, at: datetime) -> bool:
    """Forget this person, if their time has come. False when it has not, it is done, or another worker does it now."""
    claimed = Erasure.objects.select_for_update(of=("self",), skip_locked=True).due(at=at)
    erasure = claimed.filter(pk=erasure_id).first()
    if erasure is None:
        return False
    if erasure.user is not None:
        erase_person(erasure.user)
    erasure.squads.clear()
    Erasure.objects.filter(pk=erasure.pk).update(user=None, coach=None, done_at=at)
    return True


def erase_person(user: User) -> None:
    athletes = list(Athlete.objects.filter(user=user))
    names = {user.name, *(athlete.name for athlete in athletes)}
    person = Person(
        user=user, addresses=addresses_of(user), names=sorted(name for name in names if len(name) >= SHORTEST_NAME)
    )
    _erase_questions(person)
    _erase_mails(person)
    Invitation.objects.addressed_to(person.addresses).delete()
    AssistantInvitation.objects.addressed_to(person.addresses).delete()
    for athlete in athletes:
        _erase_training(athlete)
    sign_out_everywhere(user)
    user.delete()


def _erase_training(athlete: Athlete) -> None:
    """In the order that the database asks for: what protects a row goes, or lets go of it, before the row."""
    _forget_put_off(athlete)
    forget_everywhere(str(athlete.pk))
    seasons = OffSeason.objects.filter(athlete=athlete)
    seasons.update(draft=None, published=None)
    seasons.delete()
    athlete.delete()


def _forget_put_off(athlete: Athlete) -> None:
    """What coaches took off their boards about this athlete. Other facts are bare numbers, which now number nothing."""
    known = [athlete.pk, *athlete.off_seasons.values_list("pk", flat=True)]
    SetAside.objects.filter(fact__in=[str(number) for number in known]).delete()


def _erase_questions(person: Person) -> None:
    """Those they asked and those that came through their link, with the mails as they came, also what became no question."""
    about = Q(pk__in=visible.questions(person.user).order_by().values("pk")) | Q(athlete__user=person.user)
    threads = list(Question.objects.filter(about).select_related("answer"))
    written = Q(sender__in=person.addresses) | Q(envelope_from__in=person.addresses)
    came = IncomingMail.objects.filter(Q(message__question__in=threads) | written)
    elsewhere = Q(author=person.user) | Q(mail__sender__in=person.addresses)
    Message.objects.filter(elsewhere).exclude(question__in=threads).exclude(source=MessageSource.COACH).delete()
    IncomingMail.objects.filter(pk__in=list(came.values_list("pk", flat=True))).delete()
    for thread in threads:
        _erase_question(thread, person)


def _erase_question(thread: Question, person: Person) -> None:
    """What the coach published in their own words, and names nobody, stays as it is, without who asked.

    What was published with consent goes out of the library, for the consent is withdrawn: the coach keeps their answer, and
    may put it back under a question of their own. A thread that nobody else ever read goes whole.
    """
    if not thread.is_published or _is_named(thread, person):
        SetAside.objects.filter(kind__in=["question", "unwell"], fact=str(thread.pk)).delete()
        thread.delete()
        return
    if _is_agreed(thread):
        thread.title, thread.public_text, thread.slug = EMPTIED, "", None
        thread.state, thread.published_at, thread.edition = QuestionState.ANSWERED, None, None
    thread.asker, thread.asker_name, thread.asker_email, thread.plan_request = None, ASKED_BY, "", None
    thread.athlete = None
    thread.save()
    thread.messages.all().delete()
    thread.consents.all().delete()
    thread.editions.exclude(shown_by=thread).delete()
    thread.answer_drafts.all().delete()


def _is_agreed(thread: Question) -> bool:
    """Does it stand in the library by their yes, and not in the coach's own words?"""
    return thread.edition is not None and hasattr(thread.edition, "consent")


def _is_named(thread: Question, person: Person) -> bool:
    """Does what would stay say who asked? The coach's answer may, where there was consent to a name."""
    answer = thread.answer
    written = [answer.text, answer.transcript, *(note["text"] for note in answer.notes)]
    if thread.edition and not _is_agreed(thread):
        written += [thread.title, thread.public_text, all_words(thread.edition.texts)]
    text = "\n".join(written)
    has_address = any(address in text.lower() for address in person.addresses)
    has_name = any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) for name in person.names)
    return has_address or has_name or bool(first_unagreed_name(thread, text, agreed=""))


def _erase_mails(person: Person) -> None:
    """Those to them go. Of those that told others of them, what names them goes, thirty days early: it was read long ago.

    What still waits to be sent is let be: it cannot be about somebody who has been silent for two weeks.
    """
    OutgoingMail.objects.filter(Q(recipient=person.user) | Q(to__in=person.addresses)).delete()
    AddressHealth.objects.filter(address__in=person.addresses).delete()
    named = Q()
    for word in (*person.names, *person.addresses):
        for column in ("subject", "headers", "last_error"):
            named |= Q(**{f"{column}__icontains": word})
    OutgoingMail.objects.exclude(state=MailState.WAITING).filter(named).update(subject="", headers={}, last_error="")
