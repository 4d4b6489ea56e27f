"""The athlete's week as the page shows it: today, the seven days, the bowl. Read from the published rows only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from athletes.models import Athlete
from plans import wording
from plans.models import OffSeason, TrainingSession, Week
from plans.pictures.bowl import Bowl
from plans.soup import toppings, week_bowl

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
TARGET_NAMES = {"pace": "pace", "hr": "heart rate"}


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionView:
    session: TrainingSession
    amount: str
    gist: str
    targets: tuple[tuple[str, str], ...]
    steps: tuple[tuple[str, str], ...]

    @property
    def is_done(self) -> bool:
        return self.session.is_done

    @property
    def why(self) -> str:
        """The reason, as a sentence."""
        text = self.session.why_text
        return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")

    @property
    def number(self) -> str:
        """The amount without its unit: "10" of "10 mi", "1 h 05" as it is."""
        return self.amount.rsplit(" ", 1)[0] if self.number_unit else self.amount

    @property
    def number_unit(self) -> str:
        unit = self.amount.rsplit(" ", 1)[-1]
        return unit if unit.isalpha() and " h " not in self.amount else ""

    @property
    def detail(self) -> str:
        """What a line of the week says beside the title."""
        if self.session.is_done and self.session.log.note:
            return self.session.log.note
        return self.gist or ("" if self.session.is_run else self.amount)


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
    note: str

    @property
    def has_begun(self) -> bool:
        return self.week.start <= self.today


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
    sessions = [one for one in week.sessions.with_log().in_order() if off_season.is_visible_on(one.date)]
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
        after=weeks[at + 1] if at + 1 < len(weeks) else None,
        note=off_season.note,
    )


def session_view(session: TrainingSession, unit: str) -> SessionView:
    return SessionView(
        session=session,
        amount=wording.amount(session.distance_m, session.duration_s, unit),
        gist=wording.main_step(session.steps, unit),
        targets=tuple(_targets(session, unit)),
        steps=tuple(wording.step_rows(session.steps, unit)),
    )


def _visible_weeks(athlete: Athlete) -> list[Week]:
    weeks = Week.objects.of(athlete).in_order().select_related("phase", "off_season__a_race", "off_season__fall_race")
    return [week for week in weeks if week.off_season.is_visible_on(week.start)]


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
    views = sorted((session_view(one, unit) for one in sessions), key=_weight)
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


def _targets(session: TrainingSession, unit: str) -> list[tuple[str, str]]:
    """Time, what to hold, and how hard it feels: effort always, pace and heart rate where known."""
    rows = []
    if session.is_run and unit != "min":
        rows.append(("time, about", wording.duration(session.duration_s)))
    elif session.is_run:
        rows.append(("distance, about", wording.distance(session.distance_m, unit)))
    target = next((step.get("target") for step in session.steps if step["kind"] in {"easy", "work"}), None)
    if target and target["type"] in TARGET_NAMES:
        rows.append((TARGET_NAMES[target["type"]], wording.target_text(target, unit).removeprefix("at ")))
    if session.rpe:
        rows.append(("effort", f"{wording.number(session.rpe)} of 10"))
    return rows


def _weight(view: SessionView) -> tuple[int, int]:
    return WEIGHT.index(view.session.ingredient), view.session.order
