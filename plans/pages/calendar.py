"""A month of one athlete as their coach reads it: planned and done day by day, races, how the weeks felt."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from athletes.models import Activity, Athlete, Race
from plans.models import Absence, CheckIn, SessionLog, TrainingSession
from plans.models.done import other_runs
from plans.pages.week_days import absence_on, chosen_words
from plans.words import wording

DAY: Final = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1900, 9998


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """`state` is done, missed, or blank for what is ahead; `went` is what was logged, where it differs from the plan.

    `chosen`: what the athlete did with it, "moved from Tue", "let go", "ill".
    """

    ingredient: str
    title: str
    amount: str
    state: str
    went: str
    note: str
    chosen: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    day: date
    is_in_month: bool
    is_today: bool
    entries: tuple[Entry, ...]
    races: tuple[Race, ...]
    others: tuple[Activity, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarWeek:
    """`planned` and `done` are its running; `done` is blank for a week ahead."""

    days: tuple[CalendarDay, ...]
    planned: str
    done: str
    felt: CheckIn | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    athlete: Athlete
    first: date
    weeks: tuple[CalendarWeek, ...]
    is_empty: bool

    @property
    def before(self) -> date:
        return (self.first - DAY).replace(day=1)

    @property
    def after(self) -> date:
        return (self.first + 31 * DAY).replace(day=1)

    @property
    def day_names(self) -> list[str]:
        return [f"{one.day:%a}" for one in self.weeks[0].days]


def month_of(athlete: Athlete, *, year: int, month: int, today: date) -> Month:
    """Whole weeks, in the athlete's own order of days. Four questions to the database."""
    grid = Calendar(6 if athlete.week_start == "sun" else 0).monthdatescalendar(year, month)
    first, last = grid[0][0], grid[-1][-1]
    sessions: dict[date, list[TrainingSession]] = defaultdict(list)
    for session in TrainingSession.objects.of(athlete).during(first, last).with_log().in_order():
        sessions[session.date].append(session)
    races: dict[date, list[Race]] = defaultdict(list)
    for race in athlete.races.filter(date__range=(first, last)):
        races[race.date].append(race)
    others: dict[date, list[Activity]] = defaultdict(list)
    for run in other_runs().filter(athlete=athlete).during(first, last).in_order():
        others[run.date].append(run)
    absences = list(Absence.objects.of(athlete).touching(first, last))
    felt = list(CheckIn.objects.of(athlete).weekly().filter(week_start__range=(first, last)))
    unit = athlete.unit
    weeks = tuple(
        _week(
            [
                _day(
                    day,
                    [_entry(one, absence_on(day, absences), today=today, unit=unit) for one in sessions[day]],
                    races[day],
                    [(run, _other(run, unit)) for run in others[day]],
                    month=month,
                    today=today,
                )
                for day in days
            ],
            [one for day in days for one in sessions[day]],
            felt=next((one for one in felt if days[0] <= one.week_start <= days[-1]), None),
            today=today,
            unit=athlete.unit,
        )
        for days in grid
    )
    is_empty = not any(sessions.values()) and not any(races.values()) and not any(others.values())
    return Month(athlete=athlete, first=date(year, month, 1), weeks=weeks, is_empty=is_empty)


def _week(
    days: Sequence[CalendarDay], sessions: Sequence[TrainingSession], *, felt: CheckIn | None, today: date, unit: str
) -> CalendarWeek:
    runs = [one for one in sessions if one.is_run]
    done: list[SessionLog | Activity] = [
        *(one.log for one in runs if one.is_done),
        *(run for day in days for run in day.others),
    ]
    planned = wording.amount(sum(one.distance_m for one in runs), sum(one.duration_s for one in runs), unit)
    went = wording.amount(sum(log.distance_m or 0 for log in done), sum(log.duration_s or 0 for log in done), unit)
    has_begun = days[0].day <= today
    return CalendarWeek(
        days=tuple(days), planned=planned, done=(went or ("0" if planned else "")) if has_begun else "", felt=felt
    )


def _day(
    day: date,
    entries: Sequence[Entry],
    races: Sequence[Race],
    others: Sequence[tuple[Activity, Entry]],
    *,
    month: int,
    today: date,
) -> CalendarDay:
    return CalendarDay(
        day=day,
        is_in_month=day.month == month,
        is_today=day == today,
        entries=(*entries, *(entry for _, entry in others)),
        races=tuple(races),
        others=tuple(run for run, _ in others),
    )


def _other(run: Activity, unit: str) -> Entry:
    said = wording.amount(run.distance_m or 0, run.duration_s or 0, unit)
    return Entry(ingredient="easy", title="Another run", amount=said, state="done", went="", note=run.note)


def _entry(session: TrainingSession, absence: Absence | None, *, today: date, unit: str) -> Entry:
    planned = wording.amount(session.distance_m, session.duration_s, unit)
    chosen = chosen_words(session, absence)
    if not session.is_done:
        is_missed = session.date < today and session.ingredient != "rest" and (not chosen or chosen.startswith("moved"))
        state, went, note = "missed" if is_missed else "", "", ""
    else:
        log = session.log
        said = wording.amount(log.distance_m or 0, log.duration_s or 0, unit)
        state, went, note = "done", said if said != planned else "", log.note
    return Entry(
        ingredient=session.ingredient,
        title=session.title,
        amount=planned,
        state=state,
        went=went,
        note=note,
        chosen=chosen,
    )
