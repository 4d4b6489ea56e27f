"""The athlete's week as the page shows it: today, the seven days, the bowl. Read from the published rows only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from athletes.models import Athlete
from plans.models import CheckIn, OffSeason, TrainingSession, Week
from plans.pages.athlete_says import days_beside
from plans.pages.session import SessionView, session_view
from plans.pages.soup import toppings, week_bowl
from plans.pictures.bowl import Bowl
from plans.words import wording
from plans.words.week import WeekWords, week_words

# What carries the day, for the large card: the first of these that is planned.
WEIGHT = (
    "race",
    "long",
    "fast",
    "aerobic",
    "strides",
    "easy",
    "minimalist",
    "cross",
    "strength",
    "plyometric",
    "mobility",
    "rest",
)
DAY = timedelta(days=1)
# From the last three days of a week on, and as long after it, there is something to say about it.
FEEL_DAYS = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayView:
    day: date
    is_today: bool
    is_over: bool
    sessions: tuple[SessionView, ...]
    total: str
    state: str
    state_word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekView:
    athlete: Athlete
    off_season: OffSeason
    week: Week
    weeks_in_all: int
    today: date
    days: tuple[DayView, ...]
    lead: SessionView | None
    others: tuple[SessionView, ...]
    bowl: Bowl
    toppings: tuple[str, ...]
    done: str
    planned: str
    before: Week | None
    after: Week | None
    following: SessionView | None
    note: str
    felt: CheckIn | None
    other_days: str

    @property
    def has_begun(self) -> bool:
        return self.week.start <= self.today

    @property
    def is_ahead(self) -> bool:
        return self.week.start > self.today

    @property
    def is_over(self) -> bool:
        return self.week.end < self.today

    @property
    def asks_how_it_felt(self) -> bool:
        """At the week's end and shortly after."""
        return self.week.end - FEEL_DAYS < self.today <= self.week.end + FEEL_DAYS

    @property
    def words(self) -> WeekWords:
        return week_words(wording.in_unit(self.week.reason, self.athlete.unit))

    @property
    def done_of(self) -> str:
        """The left side of "16.7 of 24 mi": a unit is said once."""
        unit = self.planned.rsplit(" ", 1)[-1]
        return self.done.removesuffix(f" {unit}") if unit in wording.METRES else self.done

    @property
    def is_settled(self) -> bool:
        """Nothing of today is left to do."""
        return all(one.is_done or one.session.ingredient == "rest" for one in (self.lead, *self.others) if one)

    @property
    def note_initials(self) -> str:
        names = self.off_season.published_by.get_full_name().split() if self.off_season.published_by else []
        return "".join(name[0] for name in names[:2])


@dataclass(frozen=True, slots=True, kw_only=True)
class NoWeek:
    """Nothing to show on this day, and why: before the plan, after it, or no plan yet."""

    athlete: Athlete
    reason: str
    next_week: Week | None = None
    off_season: OffSeason | None = None
    spring_start: date | None = None


def week_view(athlete: Athlete, *, day: date, today: date) -> WeekView | NoWeek:
    """The published week that holds this day, or why there is none."""
    weeks = list(_visible_weeks(athlete))
    at = next((number for number, week in enumerate(weeks) if week.start <= day <= week.end), None)
    if at is None:
        return _no_week(athlete, weeks, day=day)
    week, off_season = weeks[at], weeks[at].off_season
    after = weeks[at + 1] if at + 1 < len(weeks) else None
    ahead = _sessions(athlete, week, after)
    sessions = [one for one in ahead if one.week_id == week.pk]
    same = [one for one in weeks if one.off_season_id == week.off_season_id]
    days = tuple(_days(week, sessions, today=today, unit=athlete.unit))
    todays = next((one.sessions for one in days if one.is_today), ())
    lead = min(todays, key=_weight, default=None)
    return WeekView(
        athlete=athlete,
        off_season=off_season,
        week=week,
        weeks_in_all=max(one.index for one in same),
        today=today,
        days=days,
        lead=lead,
        others=tuple(one for one in todays if one is not lead),
        bowl=week_bowl(sessions, today=today, unit=athlete.unit),
        toppings=tuple(toppings(sessions)),
        done=_total(sessions, athlete.unit, is_done=True) or "0",
        planned=_total(sessions, athlete.unit, is_done=False),
        before=weeks[at - 1] if at else None,
        after=after,
        following=_following(ahead, today=today, unit=athlete.unit),
        note=off_season.note,
        felt=CheckIn.objects.of(athlete).filter(week_start=week.start).first(),
        other_days=days_beside(week.other_minutes, start=week.other_start, first=week.start, last=week.end),
    )


def _visible_weeks(athlete: Athlete) -> list[Any]:
    weeks: Any = Week.objects.of(athlete).in_order().with_other_days()
    weeks = weeks.select_related("phase", "off_season__a_race", "off_season__fall_race")
    return [week for week in weeks if week.off_season.is_visible_on(week.start)]


def _sessions(athlete: Athlete, week: Week, after: Week | None) -> list[TrainingSession]:
    """This week's and the next one's, in one question: a Sunday's next session is Monday's or Tuesday's."""
    shown = TrainingSession.objects.open_to(athlete).during(week.start, (after or week).end)
    ours = {week.pk, after.pk if after else None}
    return [one for one in shown.with_log().in_order() if one.week_id in ours]


def _following(sessions: Sequence[TrainingSession], *, today: date, unit: str) -> SessionView | None:
    """What carries the next day that asks for anything."""
    ahead = [one for one in sessions if one.date > today and one.ingredient != "rest"]
    first = [session_view(one, unit, is_over=False) for one in ahead if one.date == ahead[0].date]
    return min(first, key=_weight, default=None)


def _no_week(athlete: Athlete, weeks: Sequence[Week], *, day: date) -> NoWeek:
    if not weeks:
        return NoWeek(athlete=athlete, reason="none")
    following = next((week for week in weeks if week.start > day), None)
    if following:
        return NoWeek(athlete=athlete, reason="before", next_week=following, off_season=following.off_season)
    last = weeks[-1]
    return NoWeek(athlete=athlete, reason="after", off_season=last.off_season, spring_start=last.end + DAY)


def _days(week: Week, sessions: Sequence[TrainingSession], *, today: date, unit: str) -> list[DayView]:
    dates = [week.start + DAY * number for number in range((week.end - week.start).days + 1)]
    return [_day(day, [one for one in sessions if one.date == day], today=today, unit=unit) for day in dates]


def _day(day: date, sessions: list[TrainingSession], *, today: date, unit: str) -> DayView:
    views = sorted((session_view(one, unit, is_over=day < today) for one in sessions), key=_weight)
    state, word = _state(sessions, day=day, today=today)
    return DayView(
        day=day,
        is_today=day == today,
        is_over=day < today,
        sessions=tuple(views),
        total=_total(sessions, unit, is_done=any(one.is_run and one.is_done for one in sessions)),
        state=state,
        state_word=word,
    )


def _state(sessions: list[TrainingSession], *, day: date, today: date) -> tuple[str, str]:
    """A mark and a word. What was not done is let go: grey and quiet, never a failure."""
    asked = [one for one in sessions if one.ingredient != "rest"]
    done = [one for one in asked if one.is_done]
    if asked and len(done) == len(asked):
        return "done", "done"
    if done:
        return "done", f"{len(done)} of {len(asked)}"
    if day < today:
        return ("missed", "let go") if asked else ("done", "rested")
    return "wait", "today" if day == today else ""


def _total(sessions: Sequence[TrainingSession], unit: str, *, is_done: bool) -> str:
    """Running only: what was logged, or what is planned."""
    runs = [one for one in sessions if one.is_run and (one.is_done or not is_done)]
    if is_done:
        metres = sum(one.log.distance_m or 0 for one in runs)
        seconds = sum(one.log.duration_s or 0 for one in runs)
    else:
        metres, seconds = sum(one.distance_m for one in runs), sum(one.duration_s for one in runs)
    return wording.amount(metres, seconds, unit)


def _weight(view: SessionView) -> tuple[int, int]:
    return WEIGHT.index(view.session.ingredient), view.session.order
