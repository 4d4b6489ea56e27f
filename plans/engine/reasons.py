"""Why a week, a phase or a session is as it is, in one plain sentence with the athlete's own numbers."""

from datetime import date
from functools import lru_cache

from plans.engine.diary import Diary
from plans.engine.dose import FastPlan
from plans.engine.frame import PlanFrame, WeekPlan
from plans.engine.heart_rate import estimated_max_hr
from plans.engine.library import LIBRARY
from plans.engine.policy import Policy
from plans.engine.record import record
from plans.engine.request import RaceBetween
from plans.engine.response import PhaseKind, Week, Why
from plans.engine.scene import Running
from plans.engine.targets import heart_rate_cap
from plans.engine.wording import DAY_NAMES, Voice, say_day, say_distance, say_minutes, say_share, say_week

DROP_FIRST = "Tired? Drop the strides first, then an easy run, then shorten the long run; keep {kept}."
SPARE_FAST = "Tired? Drop the second workout first, then the strides, then an easy run; keep one fast workout."
PLAIN_RULE = "3.5"  # of an easy run that is nothing else
# Of a lighter week, and of base weeks that grow and that hold their volume, in turn.
LIGHTER = ("so that the weeks around it count", "so that the weeks before it settle")
GROWING = ("growing gently towards it", "one small step up from what you held so far")
HELD = ("so that the body settles on it", "for a base is laid by many weeks alike")
TEST = "F24"
TEST_OFFER = (
    "a test, if you like: about {amount}, as even and as fast as you can, for with its time every later run gets a pace; "
    "six single minutes will do instead"
)
DROP_IN_RECOVERY = "Tired? Drop any run and walk instead; nothing here has to be made up for."


@record
class Telling:
    """One week to speak of, with what its runs add up to, `total` as the athlete hears it.

    `running_s` is what a time-based athlete adds up.
    """

    week: WeekPlan
    frame: PlanFrame
    distance_m: float
    running_s: float
    total: str

    def say(self, metres: float) -> str:
        runner = self.frame.runner
        return say_week(metres, runner.athlete.unit, easy_s_per_km=runner.easy_s_per_km)

    @property
    def share(self) -> float:
        """Of the usual week, in the measure that the athlete reads."""
        runner = self.frame.runner
        if runner.athlete.unit == "min":
            return self.running_s / runner.seconds(runner.baseline.distance_m)
        return self.distance_m / runner.baseline.distance_m

    def part(self, plan: FastPlan) -> float:
        """A workout's part of the week, in the same measure."""
        by_clock = self.frame.runner.athlete.unit == "min"
        return plan.work_s / self.running_s if by_clock else plan.work_m / self.distance_m


def telling(week: WeekPlan, frame: PlanFrame, *, distance_m: float, running_s: float) -> Telling:
    total = say_minutes(running_s) if frame.runner.athlete.unit == "min" else say(distance_m, frame)
    return Telling(week=week, frame=frame, distance_m=distance_m, running_s=running_s, total=total)


def say(metres: float, frame: PlanFrame) -> str:
    return say_week(metres, frame.runner.athlete.unit, easy_s_per_km=frame.runner.easy_s_per_km)


def week_reason(told: Telling, running: Running, *, race: RaceBetween | None, diary: Diary) -> str:
    """Weeks alike speak of one thing after the other."""
    week = told.week
    left_out = (text for day, text in told.frame.left_out if week.start <= day <= week.end)
    return " ".join([_about(told, running, race, diary), *left_out, _drop_first(week, running)])


def _about(told: Telling, running: Running, race: RaceBetween | None, diary: Diary) -> str:
    turn = diary.settled_weeks
    now, share, usual = told.total, say_share(told.share), told.say(told.frame.runner.baseline.distance_m)
    match told.week.kind:
        case "recovery":
            text = f"Recovery week {told.week.index}: {now}, {share} of your usual {usual}, all easy."
        case "maintenance":
            text = f"{now}, {share} of your usual {usual}: {_soup(running, race, turn)}."
        case "down":
            text = f"A lighter week of {now} ({share} of usual), {LIGHTER[turn % len(LIGHTER)]}."
        case "base":
            text = f"Base: {now}, {share} of your usual {usual}, {_base_aim(told, diary)}."
        case "build":
            text = _build_reason(told)
        case "cutback":
            text = f"An easier week of {now} before the next step up."
        case "freshen":
            text = f"{now}: less than lately, so that you {_fresh_for(told.frame)} fresh."
    return text


def _base_aim(told: Telling, diary: Diary) -> str:
    """A base block grows to what spring begins with, never above the usual week; or it stands, where days hold no more."""
    if told.distance_m > max(diary.weeks_m, default=0.0):
        return GROWING[diary.settled_weeks % len(GROWING)]
    return f"held steady, {HELD[diary.settled_weeks % len(HELD)]}"


def _build_reason(told: Telling) -> str:
    frame, now = told.frame, told.total
    if frame.is_second_race:
        return f"Building again towards your race on {_race_day(frame)}: {now} now."
    goal = f"the {told.say(frame.week1_m)} of your spring plan's first week"
    if told.distance_m >= frame.policy.volume.ready_share * frame.week1_m:
        return f"At {now} you are ready for {goal}; hold it."
    return f"Building to {goal}: {now} now."


def _fresh_for(frame: PlanFrame) -> str:
    return f"race on {_race_day(frame)}" if frame.is_second_race else "start the spring plan"


def _soup(running: Running, race: RaceBetween | None, turn: int) -> str:
    """The coach's soup, one of its ingredients at a time; each only in a week that has it."""
    if race is not None:
        return f"your race on {_name(race.date)} stands for the fast workout and the long run"
    told = (
        ("less of everything, nothing left out", True),
        ("the long run is shorter but stays, because endurance fades first", running.has_long),
        ("the fast workout stays, because a little of it keeps you quick", running.fast is not None),
        ("a week to hold, not to push", True),
    )
    said = [text for text, has_it in told if has_it]
    return said[turn % len(said)]


def _drop_first(week: WeekPlan, running: Running) -> str:
    """What gives way first on a tired day: second workout, strides, easy run, then the long run's length (section 7)."""
    if week.phase == "recovery":
        return DROP_IN_RECOVERY
    if running.second is not None:
        return SPARE_FAST
    return DROP_FIRST.format(
        kept="the fast workout and strength" if running.fast is not None else "strength and the rest days"
    )


def _cut_shown(fullest: Week, frame: PlanFrame) -> float:
    """The cut; by the clock what the week's minutes make of it, because drills and rests between strides take some too."""
    runner = frame.runner
    if runner.athlete.unit != "min":
        return runner.cut
    return round(max(0.0, 1 - _running_s(fullest) / runner.seconds(runner.baseline.distance_m)), 2)


def phase_reason(kind: PhaseKind, weeks: tuple[Week, ...], frame: PlanFrame) -> str:
    """What this phase is for, in this athlete's numbers."""
    usual_m, count = frame.runner.baseline.distance_m, len(weeks)
    length = f"{count} week{'' if count == 1 else 's'}"
    fullest = max(weeks, key=lambda week: week.distance_m)
    first, most = _held(weeks[0], frame), _held(fullest, frame)
    less = f"{100 * _cut_shown(fullest, frame):.1f}".removesuffix(".0") + "%"
    span = first if first == most else f"{first} up to {most}"
    reasons: dict[PhaseKind, str] = {
        "recovery": f"{length} {'of' if first == most else 'from'} {span}: {_after(frame)} mend first, "
        "and every run is easy.",
        "maintenance": f"{length} at up to {most}, {less} less than your usual {say(usual_m, frame)}: "
        "enough to keep what you built, little enough to rest from it.",
        "base": f"{length} from {first} towards {most}, with a lighter week now and then, "
        "because more than fifteen weeks of maintenance would be too many.",
        "rebuild": _rebuild_reason(length, weeks, frame),
    }
    return reasons[kind]


def _held(week: Week, frame: PlanFrame) -> str:
    """What a week came to, as its own page says it."""
    if frame.runner.athlete.unit == "min":
        return say_minutes(_running_s(week))
    return say(week.distance_m, frame)


def _running_s(week: Week) -> float:
    return sum(session.duration_s for session in week.sessions if session.distance_m)


def _rebuild_reason(length: str, weeks: tuple[Week, ...], frame: PlanFrame) -> str:
    last = _held(weeks[-1], frame)
    if frame.is_second_race:
        return f"{length} towards your race on {_race_day(frame)}, the last at {last}, so that you start fresh."
    goal = f"the {say(frame.week1_m, frame)} of your spring plan's first week"
    if len(weeks) == 1:
        return f"{length} of {last}: lighter, so that you come fresh to {goal}."
    return f"{length} to {goal}; the last one is lighter, at {last}, so that you start it fresh."


def _race_day(frame: PlanFrame) -> str:
    return say_day(frame.request.a_race.date)


def _after(frame: PlanFrame) -> str:
    return f"the legs that raced {_race(frame)}" if frame.raced_m else "legs and mind"


# What a long run is besides long; the plain one stays because endurance fades first.
LONG_GAINS = {
    "L02": "strides at the end wake the legs up",
    "L04": "off the road for once, by effort, for legs that like any ground",
    "L06": "walk the climbs, for the hours on your feet to come",
}


def long_why(code: str, metres: float, told: Telling) -> Why:
    frame, usual_m = told.frame, told.frame.runner.baseline.longest_m
    size = f"{told.say(metres)} is {say_share(metres / usual_m)} of your usual {told.say(usual_m)}"
    if told.week.phase == "rebuild" and frame.is_second_race:
        return Why(rule="INV-16", text=f"{size}: enough on your legs for the race on {_race_day(frame)}")
    if told.week.phase == "rebuild":
        goal = told.say(frame.week1_long_m)
        return Why(rule="INV-16", text=f"{size}; the spring plan begins with a long run of {goal}")
    if told.week.phase == "recovery":
        return Why(rule="2.4", text=f"{size}: the longest run of the week, kept short while you mend")
    gain = LONG_GAINS.get(code, "scaled back with the rest, but kept, because endurance fades first")
    return Why(rule="3.3", text=f"{size}: {gain}")


def fast_why(plan: FastPlan, told: Telling, *, is_first: bool) -> Why:
    amount = say_minutes(plan.work_s)
    if is_first:
        return Why(rule="2.3", text=f"your first quick running since the race: {amount} of it, light on purpose")
    if plan.code == TEST:
        return Why(rule="5.3 (23)", text=TEST_OFFER.format(amount=amount))
    part, cap = told.part(plan), _cap(plan.family, told.frame.policy)
    text = f"{LIBRARY[plan.code].intent}: {amount} of {plan.family} work, {say_share(part)} of the week's {told.total}"
    # Floors let a small week hold more than its share (3.4).
    text += f" (at most {say_share(cap)})" if round(part, 2) <= cap else ", the least that any week holds"
    if _leads_to_spring(plan.family, told):
        return Why(rule="INV-39", text=f"{text}; your spring plan begins with {plan.family} work, too")
    return Why(rule="3.4", text=text)


def _leads_to_spring(family: str, told: Telling) -> bool:
    """Whether the last weeks bring it because spring asks for it, and not just because its turn has come."""
    frame, week = told.frame, told.week
    if frame.is_second_race or week.weeks_left >= frame.policy.checks.ready_weeks:
        return False
    return any(quality.zone == family for quality in frame.request.spring_plan.week1_quality)


def _cap(family: str, policy: Policy) -> float:
    rules = policy.quality
    shares = {"threshold": rules.threshold_share, "interval": rules.interval_share, "fartlek": rules.interval_share}
    shares |= {"repetition": rules.repetition_share, "hill": rules.repetition_share, "marathon": rules.marathon_share}
    return shares[family]


def easy_why(code: str, day: date, metres: float, told: Telling, *, strides: str, after_hard: bool) -> Why:
    week, size = told.week, told.say(metres)
    if code == "H02":
        text = f"{_ceiling_text(told)}; compare the halves: less than 5% slower in the second is a sound base"
        return Why(rule="3.10", text=text)
    if code == "H01":
        over = f"; the {strides} at the end may go over" if strides else ""
        return Why(rule="3.10", text=_ceiling_text(told) + over)
    if week.phase == "recovery" and code == "E02":
        days = (day - told.frame.clear.race).days
        return Why(rule="2.3", text=f"day {days} after the race: {size} on {_name(day)}, over before it is work")
    if strides:
        gain = "make calves and stride strong" if "sprint" in strides else "keep your stride quick and cost you little"
        return Why(rule="3.6", text=f"{strides} at the end of {size} {gain}")
    return Why(rule=PLAIN_RULE, text=_plain_easy(code, size, told, after_hard=after_hard))


def _plain_easy(code: str, size: str, told: Telling, *, after_hard: bool) -> str:
    if code == "E03":
        return f"{size} in company if you can: who talks all the way runs easy enough"
    if after_hard:
        return f"the day after a hard one: {size}, easy, so that the next hard one can be good"
    return f"easy running carries the week: {size} of its {told.total}, slow enough to talk"


def double_why(metres: float, day_m: float, told: Telling) -> Why:
    text = f"{told.say(metres)} of the day's {told.say(day_m)} on their own, as easy as it gets: one run would be another long run"
    return Why(rule="3.11", text=text)


def walk_run_why(frame: PlanFrame) -> Why:
    text = "running comes back in small parts: stay at no more than 3 of 10 for pain, and it is gone next morning"
    current_m = frame.request.athlete.current_m
    return Why(rule="5.3 (9)", text=f"{text}; you run {say(current_m, frame)} a week now" if current_m else text)


def unbroken_why(metres: float, told: Telling) -> Why:
    text = f"{told.say(metres)} without a walk, 20 minutes first, then 30: walk again if it hurts, and say so"
    return Why(rule="5.3 (9)", text=text)


def _ceiling_text(told: Telling) -> str:
    frame, mends = told.frame, told.week.phase == "recovery"
    bounds = heart_rate_cap(frame.runner, mends=mends)
    if bounds:
        return f"stay under {bounds[1]} beats: a ceiling, not a goal; walk if you go over"
    if frame.runner.age is not None:
        share = frame.policy.recovery.hr_cap if mends else frame.policy.week.hr_cap[1]
        about = share * estimated_max_hr(frame.runner.age)
        return f"talk in whole sentences all the way; at {frame.runner.age} that is often below about {about:.0f} beats"
    return "talk in whole sentences all the way; if you cannot, slow down or walk"


def race_why(race: RaceBetween, frame: PlanFrame) -> Why:
    size = say_distance(race.distance_m, frame.runner.athlete.unit)
    return Why(rule="5.3 (4)", text=f"your {size} race is this week's fast workout, and the long run makes way for it")


def rest_why(on: date, told: Telling, *, is_away: bool, minutes: float) -> Why:
    frame = told.frame
    if is_away:
        return Why(rule="5.3 (7)", text="you are away: no training, and nothing to make up for")
    if on < frame.clear.run:
        days, first = (on - frame.clear.race).days, frame.clear.run
        first_run = f"{_name(first)} {say_day(first)}"
        return Why(rule="2.3", text=f"day {days} after the race belongs to rest; running may start on {first_run}")
    if not minutes:
        return Why(rule="INV-30", text=f"{_name(on)} is not one of your days, so it is where the {told.total} settle")
    if told.week.is_last:
        return Why(rule="INV-39", text=f"rest after {told.total}, so that you {_fresh_for(frame)} fresh")
    return Why(rule="INV-28", text=f"one whole day of rest: this is where the week's {told.total} settle")


def walk_why(frame: PlanFrame, minutes: float) -> Why:
    after = f"after {_race(frame)}, " if frame.raced_m else ""
    return Why(rule="2.3", text=f"{after}{minutes:.0f} minutes of walking move the legs without loading them")


def _race(frame: PlanFrame) -> str:
    return Voice(unit=frame.runner.athlete.unit, easy_s_per_km=frame.runner.easy_s_per_km).race(frame.raced_m)


def minimalist_why(metres: float) -> Why:
    return Why(
        rule="3.9", text=f"{metres:.0f} m on dry grass or a clean floor; skip it if a foot hurt the next morning"
    )


@lru_cache(maxsize=256)
def mobility_why(minutes: float, *, is_rest_day: bool) -> Why:
    text = f"{minutes:.0f} minutes on a day without running loosen what the week has tightened"
    if not is_rest_day:
        text = f"{minutes:.0f} minutes after the run, while you are warm"
    return Why(rule="3.8", text=text)


def _name(day: date) -> str:
    return DAY_NAMES[day.weekday()]
