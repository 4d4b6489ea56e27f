"""Zones of pace and heart rate, and what a request may say. The published equations keep their coefficients beside them."""

from dataclasses import dataclass

from plans.engine.policy.rule import rule

# Friel's run zones: each begins at this share of LTHR; the first has no floor and the last no ceiling.
FRIEL = (("1", None), ("2", 0.85), ("3", 0.90), ("4", 0.95), ("5a", 1.00), ("5b", 1.03), ("5c", 1.06))


@dataclass(frozen=True, slots=True, kw_only=True)
class ZonePolicy:
    """Paces as shares of VDOT, and what a pace target may be drawn from."""

    easy: tuple[float, float] = rule((0.73, 0.63), "share of VDOT", "6.2", "V", "Daniels' band, fast and slow edge")
    threshold: float = rule(0.88, "share of VDOT", "6.2", "C", "fit to the printed table")
    interval: float = rule(0.975, "share of VDOT", "6.2", "C", "fit to the printed table")
    repetition_gain_s: tuple[float, float] = rule(
        (15.0, 20.0), "s per km", "6.2", "C", "faster than interval pace: from repetition_edge on, below it"
    )
    repetition_edge: float = rule(50.0, "VDOT", "6.2", "C", "fit to the printed table")
    marathon_range_s: float = rule(10.0, "s per km", "6.2", "C", "the printed table is slower for newer runners")
    marathon_range_below: float = rule(40.0, "VDOT", "6.2", "C", "fit to the printed table")
    marathon_from: float = rule(35.0, "VDOT", "6.2", "D", "below it a marathon is run by feel")
    work_from: float = rule(25.0, "VDOT", "6.1", "D", "below it the formula warns, and fast running goes by feel")
    dip: float = rule(0.98, "1", "5.3 (24)", "D", "the small loss at maintenance in a long off-season")
    dip_after_weeks: int = rule(4, "weeks after recovery", "5.3 (24)", "D")
    retest_weeks: int = rule(12, "weeks", "6.7", "D", "a pace or a threshold is that long near the truth")
    retest_max_weeks: int = rule(104, "weeks", "6.7", "D", "a maximum falls by less than a beat a year")
    retest_break_days: int = rule(28, "days without running", "6.7", "D", "from here VDOT is another one: 5.3 (6)")
    test_apart_weeks: int = rule(6, "weeks", "6.7", "D", "F24: a test is a race for the legs")
    heart_rate: tuple[tuple[str, float | None], ...] = rule(FRIEL, "share of LTHR", "6.4", "V", "Friel")


@dataclass(frozen=True, slots=True, kw_only=True)
class LimitPolicy:
    """What is refused before anything is planned."""

    youngest: int = rule(14, "years", "5.3 (12)", "D")
    oldest: int = rule(100, "years", "5.2", "D")
    fastest_s_per_km: float = rule(120.0, "s per km", "5.2", "D", "a faster result is a typing error")
    fewest_days: int = rule(2, "weekdays", "5.2", "D")
    low_frequency_days: int = rule(2, "run days", "5.2", "D")
    cleared_days: int = rule(365, "days", "5.3 (14)", "D", "so long a clinician's word counts")
