"""What a coach's file brings, or a runner's own of their weeks: first weighed against the roster, then, when told to, stored.

Weighing and storing read the roster in the same way, so that what was shown is what happens. A second time the same file
finds everything there: nobody is added twice.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet

from athletes.actions.reminder import next_reminder
from athletes.imports.cells import Problem
from athletes.imports.columns import Bad, Reading, folded
from athletes.imports.people import AthleteLine
from athletes.imports.races import RaceLine
from athletes.imports.roster import Member, Roster
from athletes.imports.weeks import WeekLine
from athletes.models import Athlete, Coach, HistoryWeek, Race, Squad
from athletes.weeks import week_of

CHUNK: Final = 1_000
Line = TypeVar("Line")
Stored = TypeVar("Stored")


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is known beside the file: whose roster, when, and what the coach chose on the page.

    `unit` is that of distances without one; `squad` is for all new athletes, or empty.
    """

    coach: Coach
    at: datetime
    today: date
    unit: str
    squad: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known(Generic[Line]):
    """A line that the roster has already, and what becomes of it."""

    line: Line
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed(Generic[Line, Stored]):
    """`fresh` is what an import would store, each row beside its line; `known` what it would leave as it is."""

    fresh: tuple[tuple[Line, Stored], ...]
    known: tuple[Known[Line], ...]
    bad: tuple[Bad, ...]
    replaced: int = 0

    @property
    def rows(self) -> list[Stored]:
        return [row for _, row in self.fresh]


def weigh_athletes(reading: Reading[AthleteLine], told: Told) -> Weighed[AthleteLine, Athlete]:
    """New athletes get the coach's time zone and, where the file names none, the unit of the page."""
    roster = roster_of(told.coach)
    fresh, known = [], []
    for line in reading.lines:
        member = roster.known(name=line.name, email=line.email)
        if member is None:
            fresh.append((line, _athlete(line, told)))
        else:
            known.append(Known(line=line, said=f"{member.name} is on your roster: stays as it is"))
    return Weighed(fresh=tuple(fresh), known=tuple(known), bad=reading.bad)


def weigh_races(reading: Reading[RaceLine], told: Told) -> Weighed[RaceLine, Race]:
    roster = roster_of(told.coach)
    there = {(athlete, day, folded(name)) for athlete, day, name in _stored(Race, told.coach, "date", "name")}
    fresh, known, bad = [], [], list(reading.bad)
    for line in reading.lines:
        try:
            member = roster.find(name=line.name, email=line.email)
        except Problem as problem:
            bad.append(_nobody(line.line, line.name or line.email, problem))
            continue
        key = (member.id, line.day, folded(line.race))
        if key in there:
            known.append(Known(line=line, said=f"{member.name} has {line.race} on that day: stays as it is"))
            continue
        there.add(key)
        fresh.append((line, _race(line, member, today=told.today)))
    return Weighed(fresh=tuple(fresh), known=tuple(known), bad=_by_line(bad))


def weigh_weeks(reading: Reading[WeekLine], told: Told) -> Weighed[WeekLine, HistoryWeek]:
    """A week that is there is replaced; one that is there with the same figures stays."""
    roster = roster_of(told.coach)
    there = HistoryWeek.objects.filter(athlete__coach=told.coach)
    return _weigh_weeks(reading, there, whose=lambda line: roster.find(name=line.name, email=line.email))


def weigh_own_weeks(reading: Reading[WeekLine], athlete: Athlete) -> Weighed[WeekLine, HistoryWeek]:
    """The same for a runner's own file: every line is theirs, whatever name stands in it."""
    member = Member(id=athlete.pk, name="", email="", week_start=athlete.week_start)
    return _weigh_weeks(reading, athlete.history_weeks.all(), whose=lambda _: member)


def _weigh_weeks(
    reading: Reading[WeekLine], rows: QuerySet[HistoryWeek], *, whose: Callable[[WeekLine], Member]
) -> Weighed[WeekLine, HistoryWeek]:
    """`whose` raises Problem for a line about nobody."""
    known_rows = rows.values_list("athlete", "start", "distance_m", "longest_m", "unusable")
    there = {(athlete, start): tuple(figures) for athlete, start, *figures in known_rows}
    fresh, known, bad, replaced = [], [], list(reading.bad), 0
    lines: dict[tuple[UUID, date], int] = {}
    for line in reading.lines:
        try:
            member = whose(line)
            week = _week(line, member)
            _only_once(lines, (member.id, week.start), line.line)
        except Problem as problem:
            bad.append(_nobody(line.line, ", ".join(filter(None, (line.name or line.email, str(line.day)))), problem))
            continue
        figures = there.get((member.id, week.start))
        if figures == (week.distance_m, week.longest_m, week.unusable):
            who = f"{member.name}, week" if member.name else "Week"
            known.append(Known(line=line, said=f"{who} of {week.start}: the same figures are there"))
            continue
        replaced += figures is not None
        fresh.append((line, week))
    return Weighed(fresh=tuple(fresh), known=tuple(known), bad=_by_line(bad), replaced=replaced)


@transaction.atomic
def bring_in_athletes(reading: Reading[AthleteLine], told: Told) -> Weighed[AthleteLine, Athlete]:
    """Store the new ones and put them into their squads."""
    _hold(told.coach)
    weighed = weigh_athletes(reading, told)
    for _, athlete in weighed.fresh:
        athlete.next_reminder_at = next_reminder(athlete, after=told.at)
    Athlete.objects.bulk_create(weighed.rows, batch_size=CHUNK)
    _put_into_squads(weighed.fresh, told)
    return weighed


@transaction.atomic
def bring_in_races(reading: Reading[RaceLine], told: Told) -> Weighed[RaceLine, Race]:
    """Store the new ones; a race that its runner enters at this very moment stays as the runner has it."""
    _hold(told.coach)
    weighed = weigh_races(reading, told)
    Race.objects.bulk_create(weighed.rows, batch_size=CHUNK, ignore_conflicts=True)
    return weighed


@transaction.atomic
def bring_in_weeks(reading: Reading[WeekLine], told: Told) -> Weighed[WeekLine, HistoryWeek]:
    """Store the new ones, and the new figures of those that are there."""
    _hold(told.coach)
    weighed = weigh_weeks(reading, told)
    _store_weeks(weighed.rows)
    return weighed


@transaction.atomic
def bring_in_own_weeks(reading: Reading[WeekLine], athlete: Athlete) -> Weighed[WeekLine, HistoryWeek]:
    """The same from a runner's own file; the second of two clicks finds everything there."""
    Athlete.objects.select_for_update(of=("self",), no_key=True).get(pk=athlete.pk)
    weighed = weigh_own_weeks(reading, athlete)
    _store_weeks(weighed.rows)
    return weighed


def roster_of(coach: Coach) -> Roster:
    rows = coach.athletes.annotate(email=F("user__email")).values_list("pk", "name", "email", "week_start")
    return Roster(Member(id=pk, name=name, email=email or "", week_start=start) for pk, name, email, start in rows)


def _hold(coach: Coach) -> None:
    """The second of two clicks waits here, and then finds what the first one stored."""
    Coach.objects.select_for_update(of=("self",), no_key=True).get(pk=coach.pk)


def _store_weeks(weeks: Sequence[HistoryWeek]) -> None:
    HistoryWeek.objects.bulk_create(
        weeks,
        batch_size=CHUNK,
        update_conflicts=True,
        unique_fields=["athlete", "start"],
        update_fields=["distance_m", "longest_m", "unusable"],
    )


def _stored(model: Any, coach: Coach, *fields: str) -> Iterable[tuple[Any, ...]]:
    rows: Iterable[tuple[Any, ...]] = model.objects.filter(athlete__coach=coach).values_list("athlete", *fields)
    return rows


def _athlete(line: AthleteLine, told: Told) -> Athlete:
    return Athlete(
        coach=told.coach,
        created_at=told.at,
        name=line.name,
        time_zone=told.coach.user.time_zone,
        unit=line.unit or told.unit,
        baseline_m=line.usual_m,
        baseline_long_m=line.long_m,
        usual_run_days=line.run_days,
        years_running=line.years_running,
        birth_date=line.birth_date,
        sex=line.sex,
    )


def _race(line: RaceLine, member: Member, *, today: date) -> Race:
    """Without a status a race that is over, or has a result, is finished."""
    is_over = line.day < today or line.duration_s is not None
    return Race(
        athlete_id=member.id,
        name=line.race,
        date=line.day,
        distance_m=line.distance_m,
        priority=line.priority,
        status=line.status or ("finished" if is_over else "planned"),
        duration_s=line.duration_s,
        goal=line.goal,
    )


def _week(line: WeekLine, member: Member) -> HistoryWeek:
    return HistoryWeek(
        athlete_id=member.id,
        start=week_of(line.day, week_start=member.week_start),
        distance_m=line.distance_m,
        longest_m=line.longest_m,
        unusable=line.unusable,
    )


def _only_once(lines: dict[tuple[UUID, date], int], key: tuple[UUID, date], line: int) -> None:
    """Two days of one week name the same week. Raises Problem."""
    first = lines.setdefault(key, line)
    if first != line:
        raise Problem(f"Line {first} is about the same week. Take one of the two out.")


def _put_into_squads(fresh: Sequence[tuple[AthleteLine, Athlete]], told: Told) -> None:
    for_all = (told.squad,) if told.squad else ()
    wanted = [(name, athlete) for line, athlete in fresh for name in (*line.squads, *for_all)]
    squads = _squads_called({name for name, _ in wanted}, coach=told.coach)
    through = Squad.athletes.through
    through.objects.bulk_create(
        [through(squad=squads[folded(name)], athlete=athlete) for name, athlete in wanted],
        batch_size=CHUNK,
        ignore_conflicts=True,
    )


def _squads_called(names: Iterable[str], *, coach: Coach) -> Mapping[str, Squad]:
    """By folded name; those that are not there yet are made."""
    there = {folded(squad.name): squad for squad in coach.squads.all()}
    missing = {folded(name): name for name in names if folded(name) not in there}
    made = Squad.objects.bulk_create([Squad(coach=coach, name=name) for name in missing.values()])
    return there | {folded(squad.name): squad for squad in made}


def _nobody(line: int, said: str, problem: Problem) -> Bad:
    return Bad(line=line, said=said, problems=(str(problem),))


def _by_line(bad: Iterable[Bad]) -> tuple[Bad, ...]:
    return tuple(sorted(bad, key=lambda one: one.line))
