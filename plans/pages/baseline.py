"""The baseline week by week: what the engine's own rule did with each, and what comes of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from django.db.models import prefetch_related_objects

from athletes.models import Athlete, HistoryWeek, Race
from athletes.weeks import week_of
from plans.coach_rules import policy_of
from plans.engine import request as asked
from plans.engine.baseline import WeekUse, Window, baseline, judged_weeks, window
from plans.engine.contract import load_request
from plans.engine.policy import DEFAULT_POLICY, Policy
from plans.engine.response import Baseline
from plans.engine.settle import baseline_of
from plans.mapping import plan_request
from plans.models import OffSeason
from plans.models.done import runs_between
from plans.pictures.volume import VolumeBar, volume_bars
from plans.race_pair import suggested_pair
from plans.words import wording
from plans.words.baseline import missing_words, use_words

DAY: Final = timedelta(days=1)
WEEK: Final = timedelta(days=7)
NOT_ENTERED: Final = "not entered"
NO_RACE: Final = "waits for a race"
NEAR_M: Final = 50  # what one decimal shows as the same
USABLE: Final = {WeekUse.COUNTED, WeekUse.WAITING, WeekUse.SPARE}


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineRow:
    """`use` is None for a week that nobody entered. `in_log` is the log's total where it says otherwise."""

    start: date
    end: date
    use: WeekUse | None
    total: str
    longest: str
    reason: str
    bar: VolumeBar
    is_marked: bool
    in_log: str

    @property
    def is_counted(self) -> bool:
        return self.use is WeekUse.COUNTED

    @property
    def may_be_marked(self) -> bool:
        return self.use in USABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselinePage:
    """`by_weeks` is what the weeks alone come to, where a figure that was entered wins over them. `last` is the window's last day."""

    athlete: Athlete
    race: Race | None
    week: str
    long_run: str
    reason: str
    by_weeks: str
    is_entered: bool
    missing: str
    rows: tuple[BaselineRow, ...]
    older: tuple[BaselineRow, ...]
    since: tuple[BaselineRow, ...]
    last: date | None


def baseline_page(athlete: Athlete, *, season: OffSeason | None, today: date) -> BaselinePage:
    """By the races of this off-season; without one by those that the next most likely lies between."""
    prefetch_related_objects([athlete], "history_weeks", "races")
    stored = sorted(athlete.history_weeks.all(), key=lambda week: week.start)
    fall, goal = (season.fall_race, season.a_race) if season else _likely_races(athlete, today=today)
    if fall is None:
        return _without_race(athlete, stored)
    request = plan_request(athlete, fall_race=fall, a_race=goal or fall, today=today)
    known, policy = load_request(request), policy_of(request)
    rows, found = _rows(athlete, fall, stored, today=today, policy=policy)
    now, by_weeks = baseline_of(known, policy=policy), _by_weeks(known, policy)
    lacking = policy.baseline.least_weeks - sum(row.use in USABLE for row in rows)
    is_entered = athlete.baseline_m is not None
    return BaselinePage(
        athlete=athlete,
        race=fall,
        week=_said(now.distance_m, athlete) if now else "",
        long_run=_said(now.longest_m, athlete) if now else "",
        reason=now.reason if now else "",
        by_weeks=_said(by_weeks.distance_m, athlete) if by_weeks and is_entered else "",
        is_entered=is_entered,
        missing=missing_words(lacking) if lacking > 0 and not is_entered else "",
        rows=tuple(row for row in rows if row.use not in {WeekUse.OLDER, WeekUse.AFTER}),
        older=tuple(row for row in rows if row.use is WeekUse.OLDER),
        since=tuple(row for row in reversed(rows) if row.use is WeekUse.AFTER),
        last=found.end - DAY if found else fall.date,
    )


def log_total(athlete: Athlete, start: date) -> HistoryWeek:
    """The week that begins on this day as the log has it."""
    metres = [ran.distance_m for ran in runs_between(athlete, start, start + WEEK - DAY)]
    return HistoryWeek(start=start, distance_m=sum(metres), longest_m=max(metres, default=0.0))


def _likely_races(athlete: Athlete, *, today: date) -> tuple[Race | None, Race | None]:
    races = sorted(athlete.races.all(), key=lambda race: (race.date, race.pk))
    return suggested_pair(races, today=today)


def _without_race(athlete: Athlete, stored: Sequence[HistoryWeek]) -> BaselinePage:
    """Which weeks count follows from the race; until there is one, they are only listed."""
    bars = volume_bars([_lengths(week, None) for week in stored])
    known_m, long_m = athlete.baseline_m, athlete.baseline_long_m
    return BaselinePage(
        athlete=athlete,
        race=None,
        week=_said(known_m, athlete) if known_m else "",
        long_run=_said(long_m, athlete) if long_m else "",
        reason="as it was entered" if known_m else "",
        by_weeks="",
        is_entered=known_m is not None,
        missing="",
        rows=tuple(
            _row(athlete, week.start, week, bar, use=None, fall=None, policy=DEFAULT_POLICY)
            for week, bar in zip(stored, bars, strict=True)
        ),
        older=(),
        since=(),
        last=None,
    )


def _asked(week: HistoryWeek) -> asked.HistoryWeek:
    return asked.HistoryWeek(
        start=week.start, distance_m=week.distance_m, longest_m=week.longest_m, unusable=bool(week.unusable)
    )


def _by_weeks(known: asked.PlanRequest, policy: Policy) -> Baseline | None:
    return baseline(
        replace(known.history, baseline_m=None, baseline_long_m=None),
        race_day=known.fall_race.date,
        race_distance_m=known.fall_race.distance_m,
        provisional=known.fall_race.status == "planned",
        run_days=known.athlete.usual_run_days,
        policy=policy,
    )


def _rows(
    athlete: Athlete, fall: Race, stored: Sequence[HistoryWeek], *, today: date, policy: Policy
) -> tuple[list[BaselineRow], Window | None]:
    """Oldest first: the weeks that are known, those of the window that are not, and those that only the log knows."""
    weeks = [_asked(week) for week in stored]
    race: dict[str, Any] = {
        "race_day": fall.date,
        "race_distance_m": fall.distance_m,
        "provisional": fall.status == "planned",
    }
    found = window(weeks, **race, policy=policy)
    uses = {one.week.start: one.use for one in judged_weeks(weeks, **race, policy=policy)}
    logged = _logged_since(athlete, fall, list(uses), today=today)
    known: dict[date, HistoryWeek | None] = dict.fromkeys([*_gaps(list(uses), found), *logged])
    known |= {week.start: week for week in stored}
    starts = sorted(known)
    uses = dict.fromkeys(logged, WeekUse.AFTER) | uses
    bars = volume_bars([_lengths(known[start], uses.get(start)) for start in starts])
    rows = [
        _row(
            athlete, start, known[start], bar, use=uses.get(start), fall=fall, policy=policy, logged_m=logged.get(start)
        )
        for start, bar in zip(starts, bars, strict=True)
    ]
    return rows, found


def _gaps(starts: Sequence[date], found: Window | None) -> list[date]:
    """The weeks of the window that nobody entered."""
    if found is None:
        return []
    weeks = [found.first + WEEK * number for number in range((found.end - found.first).days // 7)]
    return [week for week in weeks if not any(week <= start < week + WEEK for start in starts)]


def _logged_since(athlete: Athlete, fall: Race, starts: Sequence[date], *, today: date) -> dict[date, float]:
    """Metres in the log, for each week that is over since the race week: by the start of the row that is there."""
    first = week_of(fall.date, week_start=athlete.week_start) + WEEK
    weeks = [first + WEEK * number for number in range(max(0, (today - first).days // 7))]
    if not weeks:
        return {}
    ran = runs_between(athlete, first, today)
    found: dict[date, float] = {}
    for week in weeks:
        start = next((start for start in starts if week <= start < week + WEEK), week)
        metres = sum(one.distance_m for one in ran if start <= one.day < start + WEEK)
        found |= {start: metres} if metres else {}
    return found


def _lengths(week: HistoryWeek | None, use: WeekUse | None) -> tuple[float, float | None]:
    """Outlined is what was run, solid what counts."""
    metres = week.distance_m if week else 0.0
    return metres, metres if use is WeekUse.COUNTED else None


def _row(
    athlete: Athlete,
    start: date,
    week: HistoryWeek | None,
    bar: VolumeBar,
    *,
    use: WeekUse | None,
    fall: Race | None,
    policy: Policy,
    logged_m: float | None = None,
) -> BaselineRow:
    differs = logged_m is not None and (week is None or abs(week.distance_m - logged_m) >= NEAR_M)
    return BaselineRow(
        start=start,
        end=start + WEEK - DAY,
        use=use,
        total=_said(week.distance_m, athlete) if week else "",
        longest=_said(week.longest_m, athlete) if week and week.longest_m is not None else "",
        reason=_reason(week, use, fall=fall, policy=policy),
        bar=bar,
        is_marked=bool(week and week.unusable),
        in_log=_said(logged_m, athlete) if differs and logged_m else "",
    )


def _reason(week: HistoryWeek | None, use: WeekUse | None, *, fall: Race | None, policy: Policy) -> str:
    if week is None:
        return NOT_ENTERED
    if use is None or fall is None:
        return NO_RACE
    return use_words(use, rules=policy.baseline, race=fall.name, unusable=week.get_unusable_display())


def _said(metres: float, athlete: Athlete) -> str:
    return wording.distance(metres, athlete.unit)
