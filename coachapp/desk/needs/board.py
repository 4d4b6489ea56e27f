"""The coach's first page: at most ten rows, the most urgent first, and how many are fine."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.contrib.humanize.templatetags.humanize import apnumber
from django.urls import reverse

from athletes.models import Athlete, SetAside, User
from coachapp.desk.needs import people, seasons, voices
from coachapp.desk.needs.need import Action, Need, in_order
from coachapp.when import how_long
from questions.models import Message, Question
from questions.pages.inbox import signs_in, words_of
from questions.safety_list import Sign

MOST_ROWS: Final = 10
MOST_VISITORS: Final = 200  # questions of people who are nobody's athletes, each told by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """`more` wait below the ten; `aside` are those set aside, each with the act that brings it back."""

    rows: tuple[Need, ...]
    more: int
    fine: int
    athletes: int
    aside: tuple[tuple[Need, UUID], ...]

    @property
    def headline(self) -> str:
        """ "Eight need you today"."""
        count = len(self.rows) + self.more
        if count == 0:
            return "Nobody needs you today"
        return "One needs you today" if count == 1 else f"{apnumber(count)} need you today".capitalize()

    @property
    def fine_line(self) -> str:
        if not self.rows:
            return f"All {self.fine} are fine." if self.fine > 1 else "Your athlete is fine."
        if self.fine <= 1:
            return "The other one is fine." if self.fine else ""
        return f"The other {self.fine} are fine."


def board_of(user: User, *, today: date, at: datetime) -> Board:
    """In a fixed number of queries, however many athletes there are."""
    shown, aside = _parted(user, today=today, at=at)
    rows = _one_row_each(in_order(seasons.in_crowds(shown, today=today)))
    total = Athlete.objects.coached_by(user).active().count()
    needing = {pk for need in rows for pk in need.athlete_ids}
    return Board(
        rows=tuple(rows[:MOST_ROWS]),
        more=max(0, len(rows) - MOST_ROWS),
        fine=total - len(needing),
        athletes=total,
        aside=tuple((need, act) for act, needs in aside.items() for need in seasons.in_crowds(needs, today=today)),
    )


def needing(user: User, *, today: date, at: datetime) -> set[Any]:
    """Keys of the athletes who stand on the board, also below its ten rows."""
    shown, _ = _parted(user, today=today, at=at)
    return {pk for need in shown for pk in need.athlete_ids}


def needs_of(user: User, *, today: date, at: datetime) -> Iterator[Need]:
    """Everything that waits, in no order, set aside or not."""
    athletes = Athlete.objects.coached_by(user).active()
    yield from people.uncleared(athletes, today=today)
    yield from voices.aching(athletes)
    yield from voices.proposed(athletes, today=today, at=at)
    yield from voices.written(athletes, user)
    yield from people.absent(athletes, today=today)
    yield from seasons.unplanned(athletes, today=today)
    yield from seasons.outdated(user, today=today)
    yield from seasons.ending(user, today=today)
    yield from seasons.otherwise(user, today=today)
    yield from seasons.drafts(user, today=today, at=at)
    yield from _questions(user, today=today, at=at)
    yield from people.bounced(user, at=at)
    yield from people.silent(athletes, today=today, at=at)
    yield from people.invited(user, today=today, at=at)


def _parted(user: User, *, today: date, at: datetime) -> tuple[list[Need], dict[UUID, list[Need]]]:
    """What is on the board, and what is set aside by the act that did it."""
    hidden = {(row.kind, row.fact): row for row in SetAside.objects.of_coach(user).active(at=at)}
    shown: list[Need] = []
    aside: dict[UUID, list[Need]] = defaultdict(list)
    for need in needs_of(user, today=today, at=at):
        row = hidden.get((need.kind, need.facts[0]))
        # Newer news brings it back.
        if row is None or row.at < need.changed_at:
            shown.append(need)
        else:
            aside[row.act].append(need)
    return shown, aside


def _questions(user: User, *, today: date, at: datetime) -> Iterator[Need]:
    """What waits for an answer and is not put off. What names a sign of the safety list cannot wait at all."""
    own = dict(Athlete.objects.coached_by(user).values_list("pk", "user_id"))
    athlete_of = {account: athlete for athlete, account in own.items() if account}
    found = Question.objects.for_coach(user).waiting(at=at).longest_waiting_first()
    waiting = list(found.defer("public_text", "plan_request", "words"))
    said = words_of(waiting)
    visitors, untold = 0, []
    for question in waiting:
        known = question.athlete_id if question.athlete_id in own else None
        athlete_id = known or (athlete_of.get(question.asker_id) if question.asker_id else None)
        sign = next(iter(signs_in(said[question.pk])), None)
        changed_at = _last(said[question.pk], question, at=at)
        visitors += not (sign or athlete_id)
        if visitors > MOST_VISITORS and not (sign or athlete_id):
            untold.append(changed_at)
            continue
        yield _question(question, athlete_id, sign, changed_at=changed_at, user=user, today=today)
    if untold:
        yield _more_questions(untold)


def _question(
    question: Question, athlete_id: Any, sign: Sign | None, *, changed_at: datetime, user: User, today: date
) -> Need:
    since: datetime = getattr(question, "waits_since", question.asked_at)
    url, asked_on = reverse("questions:thread", args=[question.pk]), user.today(since)
    waits = f"Waiting {how_long(asked_on, today=today)}." if asked_on < today else ""
    return Need(
        kind="unwell" if sign else "question",
        facts=(str(question.pk),),
        athlete_ids=(athlete_id,) if athlete_id else (),
        who=question.asker_name or "A runner",
        who_url=reverse("desk:athlete", args=[athlete_id]) if athlete_id else url,
        about="" if athlete_id else "a visitor",
        reason=f"Asked: “{question.title}”",
        detail=" ".join(part for part in (f"{sign.title}. {sign.first}" if sign else "", waits) if part),
        short=f"a question that names: {sign.title}" if sign else "an unanswered question",
        action=Action(label="Answer", url=url),
        since=since,
        changed_at=changed_at,
    )


def _more_questions(changed: list[datetime]) -> Need:
    """What the inbox tells better than a board."""
    many, inbox = len(changed), reverse("questions:inbox")
    return Need(
        kind="question",
        facts=("more",),
        athlete_ids=(),
        who=f"{many} more question{'s' if many > 1 else ''}",
        who_url=inbox,
        about="visitors",
        reason=f"{MOST_VISITORS} have waited longer, and none names what cannot wait.",
        short="",
        action=Action(label="Open the inbox", url=inbox),
        since=min(changed),
        changed_at=max(changed),
    )


def _last(said: list[Message], question: Question, *, at: datetime) -> datetime:
    """A new word of the asker brings back what was set aside; so does the morning that it was put off until."""
    woken = question.snoozed_until
    moments = [question.asked_at, *(message.at for message in said)]
    return max([*moments, woken] if woken and woken <= at else moments)


def _one_row_each(needs: Iterable[Need]) -> list[Need]:
    """An athlete stands on the board once: for what is most urgent, with the rest in short behind it."""
    rows: list[Need] = []
    place: dict[Any, int] = {}
    for need in needs:
        at = place.get(need.athlete_ids[0]) if len(need.athlete_ids) == 1 else None
        if at is None:
            place |= {pk: len(rows) for pk in need.athlete_ids if not need.is_group}
            rows.append(need)
        else:
            rows[at] = replace(rows[at], detail=f"{rows[at].detail} Also: {need.short}.".strip())
    return rows
