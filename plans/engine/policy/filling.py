"""How a week is filled with sessions, inside the rules of `training.py`. All our own decisions (tag D) but where named."""

from dataclasses import dataclass

from plans.engine.policy.rule import KM, MILE_M, MINUTE_S, ByLevel, ByUnit, rule


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundingPolicy:
    run_m: ByUnit[float] = rule(ByUnit(0.5 * KM, 0.5 * MILE_M), "m", "5.3 (18)", "D")
    workout_m: ByUnit[float] = rule(ByUnit(0.1 * KM, 0.1 * MILE_M), "m", "5.3 (18)", "D")
    run_s: int = rule(5 * MINUTE_S, "s", "5.3 (17)", "D", "time-based athletes")
    workout_s: int = rule(MINUTE_S, "s", "5.3 (17)", "D")
    small_week_share: float = rule(0.05, "share of W", "5.3 (8)", "D", "a larger step is too coarse for the week")


@dataclass(frozen=True, slots=True, kw_only=True)
class PacePolicy:
    """Estimates of distance for runners without a VDOT, never a target; shares are of the easy pace."""

    easy_s_per_km: ByLevel[float] = rule(ByLevel(420.0, 360.0, 320.0), "s per km", "6.2", "D")
    steady: float = rule(0.93, "1", "6.2", "D")
    marathon: float = rule(0.88, "1", "6.2", "D")
    threshold: float = rule(0.82, "1", "6.2", "D")
    fartlek: float = rule(0.80, "1", "6.2", "D")
    interval: float = rule(0.76, "1", "6.2", "D")
    repetition: float = rule(0.71, "1", "6.2", "D")
    hill: float = rule(0.95, "1", "6.2", "D", "what the climb leaves of it")
    recovery_slower_s: float = rule(15, "s per km", "9", "D", "E02")
    target_slack: float = rule(0.02, "share of the pace", "6.2", "D", "either side of it")
    target_slack_s: int = rule(5, "s per km", "6.2", "D", "at least, at threshold pace and slower")


@dataclass(frozen=True, slots=True, kw_only=True)
class DosePolicy:
    """How much of its cap a fast workout takes."""

    light: float = rule(0.60, "share of the cap", "3.4", "D", "the first two after clearance, and light weeks")
    settled: tuple[float, ...] = rule((0.72, 0.80, 0.90), "share of the cap", "3.4", "D", "in turn")
    rebuild: float = rule(0.97, "share of the cap", "3.4", "D")
    freshen: float = rule(0.75, "share of the cap", "3.4", "D")
    light_workouts: int = rule(2, "workouts", "3.4", "D")
    enough: float = rule(1.06, "times INV-19's least", "3.4", "D", "drills and hill sprints add to the week's time")
    margin: float = rule(0.98, "1", "3.4", "D", "rounding of other runs must not push a workout over its cap")
    jog_share: float = rule(0.7, "1", "9", "D", "a jog between reps against easy running")
    again_after_weeks: int = rule(3, "weeks", "7", "D")
    interval_every_weeks: int = rule(2, "weeks", "9", "D", "F10")
    test_week_m: float = rule(30 * KM, "m a week", "5.3 (23)", "D", "F24: no test is more than a tenth of its week")


@dataclass(frozen=True, slots=True, kw_only=True)
class FastFramePolicy:
    """Warm-up and cool-down around a main set: wished for where there is room, down to the least where there is not."""

    warmup_min: tuple[int, int, int] = rule((4, 12, 25), "min", "9", "D", "least, usual, most")
    cooldown_min: tuple[int, int, int] = rule((2, 8, 18), "min", "9", "D", "least, usual, most")
    small_frame_min: float = rule(2, "min", "5.3 (8)", "D", "warm-up and cool-down of a very small week")
    drill_s: int = rule(120, "s", "9", "D")
    warmup_strides: int = rule(2, "strides", "9", "D")
    short_run_min: float = rule(30, "min", "9", "D", "a shorter workout goes without drills and strides before it")


@dataclass(frozen=True, slots=True, kw_only=True)
class StridesPolicy:
    sessions: ByLevel[int] = rule(ByLevel(1, 2, 2), "a week", "3.5", "D")
    count: ByLevel[tuple[int, int]] = rule(ByLevel((4, 4), (4, 6), (6, 8)), "strides", "3.5", "D")
    stride_s: int = rule(20, "s", "3.6", "V", "published plans: smooth to 90-95% of top speed")
    stride_m: int = rule(100, "m", "3.6", "V", "published plans")
    rest_s: int = rule(70, "s", "3.6", "D", "walk back, full recovery")
    short_rest_s: int = rule(40, "s", "3.6", "D", "where the day has no more time")
    sprint_s: int = rule(10, "s", "3.6", "V", "published plans: 6 x 10 s")
    sprint_m: int = rule(50, "m", "3.6", "D")
    sprint_rest_s: int = rule(150, "s", "3.6", "M")
    sprints: ByLevel[int] = rule(ByLevel(4, 6, 8), "sprints", "3.5", "M", "at most")
    first_sprints: int = rule(2, "sprints", "3.6", "M", "to begin with; one more each time")
    careful_sprints: int = rule(4, "sprints", "3.6", "D", "at most, from 60 on and with an injury within the year")
    sprints_after_weeks: int = rule(2, "weeks of strides", "3.6", "M")
    beginner_sprints_after_weeks: int = rule(4, "weeks of strides", "9", "M")


@dataclass(frozen=True, slots=True, kw_only=True)
class GymPolicy:
    sessions: int = rule(2, "a week", "3.7", "V", "Blagrove 2018")
    strength_min: ByLevel[float] = rule(ByLevel(25.0, 35.0, 45.0), "min", "3.5", "D")
    gym_least_min: float = rule(20, "min", "3.5", "D")
    light_min: float = rule(20, "min", "9", "D", "G05, down and freshen weeks")
    learn_weeks: int = rule(2, "weeks", "3.7", "D")
    plain_weeks: int = rule(4, "weeks", "3.7", "D", "new lifters lift at home first")
    learn: tuple[str, float] = rule(("10-12", 6.0), "reps, RPE", "3.7", "D", "2 sets, plenty in hand")
    home_reps: tuple[str, ...] = rule(("12", "15", "15, slowly"), "reps", "3.7", "D", "3 sets, four weeks each")
    gym_stages: tuple[tuple[str, float], ...] = rule((("8", 7.0), ("6", 7.5)), "reps, RPE", "3.7", "D", "3 sets")
    trained_stage: tuple[str, float] = rule(("4-6", 8.0), "reps, RPE", "3.7", "D", "3 sets, after four weeks")
    jumps_after_weeks: int = rule(6, "weeks", "3.7", "D", "new lifters; others after two")
    jumps_min: float = rule(10, "min", "9", "D")
    mobility_sessions: int = rule(3, "a week", "3.5", "D")
    mobility_min: ByLevel[float] = rule(ByLevel(10.0, 12.0, 15.0), "min", "3.5", "D")
    minimalist_strides: int = rule(4, "strides", "3.9", "D")
    minimalist_m: int = rule(60, "m", "3.9", "D")
    walk_min: float = rule(30, "min", "9", "D")


@dataclass(frozen=True, slots=True, kw_only=True)
class SharingPolicy:
    """How a week's running is shared out among its runs."""

    easy_most_min: float = rule(88, "min", "0.2", "D", "a longer easy run would be a hard day")
    single_most_min: float = rule(75, "min", "3.11", "D", "from 110 km in six days on a longer easy run is two")
    second_least_m: float = rule(6 * KM, "m", "3.11", "D", "the second run of such a day")
    easy_least_min: float = rule(20.5, "min", "7", "D", "INV-37 with a little room for rounding")
    small_run_min: float = rule(12.5, "min", "7", "D", "INV-37 in a very small week, with room for rounding")
    easy_good_min: float = rule(35, "min", "3.5", "D", "fewer, longer runs rather than shorter ones")
    medium_long: float = rule(1.2, "times a plain run", "3.5", "D", "the midweek run of an experienced runner")
    after_hard: float = rule(0.8, "times a plain run", "3.5", "D")
    first_run_min: float = rule(30, "min", "2.3", "D", "the first run after a half-marathon or longer")
    first_run: float = rule(0.75, "times a plain run", "2.3", "D", "so that it is the shortest of its week")
    before_race_min: float = rule(30, "min", "5.3 (4)", "D", "a run on the eve of a race in between")
    freshen_long_min: float = rule(85, "min", "4.4", "D", "the last day's long run stays under ninety minutes")
    shortest_fast_min: float = rule(20, "min", "5.3 (8)", "D", "six minutes with a little before, between and after")
    walk_run_min: float = rule(21, "min of running", "5.3 (9)", "M", "back from an injury, a run with walking breaks")
    unbroken_min: tuple[float, ...] = rule((20, 30), "min", "5.3 (9)", "M", "the first runs without walking breaks")
    unbroken_step: float = rule(1.1, "1", "5.3 (9)", "M", "from the last of them to the first long run")
    walk_break_every_s: tuple[float, ...] = rule((120, 180, 300, 480), "s", "5.3 (9)", "M", "running between, by week")
    long_from_min: float = rule(60, "min", "2.4", "D", "a recovery week's longest run counts as long from here")
    long_wave: tuple[float, ...] = rule((1.0, 0.90, 0.95), "1", "3.3", "D", "the long run of held weeks, in turn")
    freshen_long: float = rule(0.9, "times the long run's part", "3.3", "D", "the freshen week's")
    light_long: float = rule(0.92, "times the long run's part", "3.3", "D", "of other light weeks")
    race_frame_min: tuple[int, int] = rule((10, 8), "min", "9", "D", "warm-up and cool-down of a race in between")
    short_race_m: float = rule(15 * KM, "m", "9", "D", "run at threshold pace, a longer one at marathon pace")
    lost_tolerance_m: float = rule(600, "m", "7", "D")
