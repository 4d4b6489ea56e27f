"""An athlete's training paces and heart-rate zones: each with its source, its age, and when to measure again."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, Final

from athletes.choices import Injury, MeasurementKind
from athletes.models import Athlete, Measurement
from athletes.models.measurement import COLUMNS, in_force
from athletes.templatetags.race_words import race_distance
from plans.coach_rules import policy_of
from plans.engine.heart_rate import estimated_max_hr
from plans.engine.paces import paces
from plans.engine.policy import DEFAULT_POLICY, Policy
from plans.engine.recovery import clearance
from plans.engine.season import age_on
from plans.models import OffSeason
from plans.pages.tools.answer import Answer
from plans.pages.tools.pulse import heart_rates
from plans.pages.zones_news import result_said, zones_news
from plans.results import Result, judged_result, results_of
from plans.words import wording, zones
from plans.words.wording import race_time

Json = dict[str, Any]
DAY: Final = timedelta(days=1)
LATELY: Final = timedelta(days=90)  # longer ago no race asks for rest any more


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceRow:
    """`pace` is empty where only effort is known."""

    name: str
    pace: str
    effort: str
    use: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a value is from, how long ago, and when to measure again."""

    text: str
    age: str = ""
    again: str = ""
    is_due: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """`kind` names the form that measures it anew."""

    kind: str
    label: str
    bpm: int | None
    origin: Origin | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    measurement: Measurement
    said: str
    day: str
    is_in_force: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ZonesView:
    """`news`: what the published plan does not know yet. `pulse` is None while nothing is measured."""

    athlete: Athlete
    paces: tuple[PaceRow, ...]
    paces_origin: Origin | None
    notes: tuple[str, ...]
    beats: tuple[Beat, ...]
    pulse: Answer | None
    estimate: str
    news: tuple[str, ...]
    off_season: OffSeason | None
    test_from: str
    again_after_weeks: int
    again_after_break_weeks: int
    measured: tuple[Measured, ...]

    @property
    def has_paces(self) -> bool:
        return any(row.pace for row in self.paces)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Known:
    athlete: Athlete
    today: date
    results: Sequence[Result]
    off_season: OffSeason | None
    request: Json
    response: Json
    policy: Policy

    @property
    def judged(self) -> Result | None:
        day = self.off_season.fall_race.date if self.off_season else self.today
        return judged_result(self.results, fall_race_day=day, today=self.today)


def zones_view(athlete: Athlete, *, today: date) -> ZonesView:
    known = _known(athlete, today=today)
    measurements = sorted(
        athlete.measurements.all(), key=lambda one: (one.measured_on or date.min, one.at, one.pk), reverse=True
    )
    test_from = _test_from(known, measurements)
    rows, notes = _paces(known)
    rules = known.policy.zones
    return ZonesView(
        athlete=athlete,
        paces=rows,
        paces_origin=_paces_origin(known, test_from) if any(row.pace for row in rows) else None,
        notes=notes,
        beats=tuple(_beats(known, measurements, test_from)),
        pulse=_pulse(athlete),
        estimate=_estimate(athlete, today=today),
        news=_news(known),
        off_season=known.off_season,
        test_from=wording.long_day(test_from) if test_from > today else "",
        again_after_weeks=rules.retest_weeks,
        again_after_break_weeks=rules.retest_break_days // zones.DAYS_IN_WEEK,
        measured=tuple(_measured(measurements, athlete.unit, today=today)),
    )


def _known(athlete: Athlete, *, today: date) -> _Known:
    off_season = OffSeason.objects.published_for(athlete).with_races().newest_first().first()
    version = off_season.published if off_season else None
    request: Json = version.request if version else {}
    return _Known(
        athlete=athlete,
        today=today,
        results=results_of(athlete.races.all(), athlete.measurements.all()),
        off_season=off_season,
        request=request,
        response=version.response if version else {},
        policy=policy_of(request) if request else DEFAULT_POLICY,
    )


def _news(known: _Known) -> tuple[str, ...]:
    """Nothing once the spring plan has begun: this plan is over."""
    spring = (known.response.get("spring_plan") or {}).get("start")
    if known.off_season is None or not known.request or (spring and spring <= known.today.isoformat()):
        return ()
    race_day = known.off_season.fall_race.date
    return zones_news(known.request, known.athlete, fall_race_day=race_day, today=known.today)


def _paces(known: _Known) -> tuple[tuple[PaceRow, ...], tuple[str, ...]]:
    """The plan's own where it was made with the same result, so that no two pages differ."""
    found, notes = _found_paces(known)
    rows = tuple(
        PaceRow(name=zone.name, pace=_said(found.get(f"{name}_s_per_km"), known.athlete.unit), effort=zone.effort, use=zone.use)
        for name, zone in zones.PACES.items()
    )  # fmt: skip
    if known.athlete.injury == Injury.RETURNING and any(row.pace for row in rows):
        notes = (zones.RETURNING, *notes)
    return rows, notes


def _found_paces(known: _Known) -> tuple[Json, tuple[str, ...]]:
    judged = known.judged
    if judged is None:
        return {}, (zones.NO_RESULT,)
    measured = asdict(paces(judged.vdot, policy=known.policy))
    planned: Json = known.response.get("paces") or {}
    if planned.get("vdot") and (known.request.get("history") or {}).get("best_race") == judged.as_best_race():
        is_dipped = planned["threshold_s_per_km"] > measured["threshold_s_per_km"]
        return planned, (zones.ON_WHAT_GROUND, *((zones.DIPPED,) if is_dipped else ()))
    if (known.today - judged.day).days > known.policy.ability.fresh_result_days:
        return {}, (zones.NO_RESULT,)
    return measured, (zones.ON_WHAT_GROUND,)


def _said(found: Any, unit: str) -> str:
    if found is None:
        return ""
    return (
        wording.pace_range(found[0], found[-1], unit) if isinstance(found, list | tuple) else wording.pace(found, unit)
    )


def _paces_origin(known: _Known, test_from: date) -> Origin | None:
    judged = known.judged
    if judged is None:
        return None
    text = f"From {result_said(judged, unit=known.athlete.unit, today=known.today)}"
    return _origin(text, judged.day, known.policy.zones.retest_weeks, test_from, today=known.today)


def _origin(text: str, day: date, weeks: int, test_from: date, *, today: date) -> Origin:
    due = max(day + timedelta(weeks=weeks), test_from)
    again = "Time to measure again." if due <= today else f"Measure again from {zones.day_said(due, today=today)}."
    return Origin(text=text, age=zones.how_old(day, today=today), again=again, is_due=due <= today)


def _beats(known: _Known, measurements: Iterable[Measurement], test_from: date) -> Iterator[Beat]:
    newest = in_force(measurements)
    for kind, column in COLUMNS.items():
        bpm, row = getattr(known.athlete, column), newest.get(kind)
        is_known = row is not None and row.bpm == bpm
        origin = _beat_origin(known, row if is_known else None, kind, test_from) if bpm else None
        yield Beat(kind=kind.value, label=kind.label.capitalize(), bpm=bpm, origin=origin)


def _beat_origin(known: _Known, row: Measurement | None, kind: MeasurementKind, test_from: date) -> Origin:
    if row is None or row.measured_on is None:
        return Origin(text=zones.TYPED)
    rules = known.policy.zones
    weeks = rules.retest_max_weeks if kind == MeasurementKind.MAX_HR else rules.retest_weeks
    text = ", ".join(part for part in (row.source, zones.day_said(row.measured_on, today=known.today)) if part)
    # Only the threshold takes a hard run; the others may be looked up on any day.
    no_wait = test_from if kind == MeasurementKind.THRESHOLD_HR else row.measured_on
    return _origin(text, row.measured_on, weeks, no_wait, today=known.today)


def _pulse(athlete: Athlete) -> Answer | None:
    highest, resting, threshold = athlete.max_hr_bpm, athlete.resting_hr_bpm, athlete.lthr_bpm
    if highest is None and threshold is None:
        return None
    if highest is not None and resting is not None and resting >= highest:
        resting = None  # from before such a pair was refused
    return heart_rates(max_hr_bpm=highest, resting_hr_bpm=resting, lthr_bpm=threshold, age=None)


def _estimate(athlete: Athlete, *, today: date) -> str:
    if athlete.max_hr_bpm is not None or athlete.lthr_bpm is not None:
        return ""
    age = age_on(athlete.birth_date, today)
    return zones.UNKNOWN if age is None else zones.estimate(estimated_max_hr(age))


def _test_from(known: _Known, measurements: Iterable[Measurement]) -> date:
    """The first day that a hard test may come: recovery over, fast running cleared (2.3), six weeks after the last one."""
    hard = {MeasurementKind.THRESHOLD_HR, MeasurementKind.TIME_TRIAL}
    apart = timedelta(weeks=known.policy.zones.test_apart_weeks)
    tested = [one.measured_on + apart for one in measurements if one.kind in hard and one.measured_on]
    recovery = [
        date.fromisoformat(phase["end"]) + DAY
        for phase in known.response.get("phases") or ()
        if phase["kind"] == "recovery"
    ]
    return max([*_cleared_days(known), *recovery, *tested], default=known.today)


def _cleared_days(known: _Known) -> Iterator[date]:
    """The first fast day after each race of the last weeks."""
    level = known.response.get("ability")
    for race in known.athlete.races.all():
        if race.status in {"finished", "dnf"} and known.today - LATELY <= race.date <= known.today:
            days = clearance(
                race.covered_m or race.distance_m,
                age=age_on(known.athlete.birth_date, race.date),
                level=level,
                climb_m=race.climb_m,
                effort="training" if race.effort == "training" else "raced",
                policy=known.policy,
            )
            yield race.date + days.first_fast_day * DAY


def _measured(measurements: Sequence[Measurement], unit: str, *, today: date) -> Iterator[Measured]:
    newest = in_force(measurements)
    for one in measurements:
        day = zones.day_said(one.measured_on, today=today) if one.measured_on else "no day known"
        said = zones.bpm(one.bpm) or f"{race_distance(one.distance_m or 0, unit)} in {race_time(one.duration_s or 0)}"
        yield Measured(measurement=one, said=said, day=day, is_in_force=newest[one.kind] is one)
