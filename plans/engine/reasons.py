"""Why a week or a session is as it is, in one plain sentence with the athlete's own numbers."""

from plans.engine.days import Day
from plans.engine.fast_plan import FastPlan
from plans.engine.frame import PlanFrame, WeekPlan
from plans.engine.library import LIBRARY
from plans.engine.request import RaceBetween
from plans.engine.response import Why
from plans.engine.targets import heart_rate_cap
from plans.engine.wording import DAY_NAMES, Voice, say_distance, say_minutes, say_share, say_week

CAP_SHARES = {"threshold": 0.10, "interval": 0.08, "fartlek": 0.08, "repetition": 0.05, "hill": 0.05, "marathon": 0.20}
DROP_FIRST = "Tired? Drop the strides first, then an easy run, then shorten the long run; keep the {fast} and strength."
SPARE_FAST = "Tired? Drop the second workout first, then the strides, then an easy run; keep one fast workout."


def week_reason(
    week: WeekPlan, frame: PlanFrame, *, distance_m: float, running_s: float, has_fast: bool, has_second: bool
) -> str:
    """`running_s`: what the week's runs take by the clock, which is what a time-based athlete adds up."""
    runner, usual_m = frame.runner, frame.runner.baseline.distance_m
    by_clock = runner.athlete.unit == "min"
    now, usual = say_minutes(running_s) if by_clock else _say(distance_m, frame), _say(usual_m, frame)
    share = say_share(distance_m / usual_m)
    sentences = {
        "recovery": f"Recovery week {week.index}: {now}, {share} of your usual {usual}, all easy.",
        "maintenance": f"{now}, {share} of your usual {usual}: less of everything, nothing left out.",
        "down": f"A lighter week of {now} ({share} of usual), so that the weeks around it count.",
        "base": f"Base: {now}, {share} of your usual {usual}, growing gently towards it.",
        "build": f"Building to the {_say(frame.week1_m, frame)} of your spring plan's first week: {now} now.",
        "cutback": f"An easier week of {now} before the next step up.",
        "freshen": f"{now}: less than lately, so that you start the spring plan fresh.",
    }
    parts = [sentences[week.kind], *(told for day, told in frame.left_out if week.start <= day <= week.end)]
    if week.phase != "recovery":
        fast = "fast workout" if has_fast else "rest days"
        parts.append(SPARE_FAST if has_second else DROP_FIRST.format(fast=fast))
    return " ".join(parts)


def _say(metres: float, frame: PlanFrame) -> str:
    return say_week(metres, frame.runner.athlete.unit, easy_s_per_km=frame.runner.easy_s_per_km)


def long_why(metres: float, frame: PlanFrame, *, week: WeekPlan) -> Why:
    usual_m = frame.runner.baseline.longest_m
    size = f"{_say(metres, frame)} is {say_share(metres / usual_m)} of your usual {_say(usual_m, frame)}"
    if week.phase == "rebuild":
        goal = _say(frame.week1_long_m, frame)
        return Why(rule="INV-16", text=f"{size}; the spring plan begins with a long run of {goal}")
    if week.phase == "recovery":
        return Why(rule="2.4", text=f"{size}: the longest run of the week, kept short while you mend")
    return Why(rule="3.3", text=f"{size}: scaled back with the rest, but kept, because endurance fades first")


def fast_why(plan: FastPlan, *, week: WeekPlan, frame: PlanFrame, is_first: bool, distance_m: float) -> Why:
    amount = say_minutes(plan.work_s)
    if is_first:
        return Why(rule="2.3", text=f"your first quick running since the race: {amount} of it, light on purpose")
    part = say_share(plan.work_m / distance_m)
    cap = say_share(CAP_SHARES[plan.family])
    text = f"{LIBRARY[plan.code].intent}: {amount} of {plan.family} work, {part} of the week's "
    text += f"{'running' if frame.runner.athlete.unit == 'min' else _say(distance_m, frame)} (at most {cap})"
    return Why(rule="3.4" if week.phase != "rebuild" else "INV-39", text=text)


def easy_why(code: str, day: Day, frame: PlanFrame, *, week: WeekPlan, strides: int, after_hard: bool) -> Why:
    if code == "H01":
        return Why(rule="3.10", text=_ceiling_text(frame))
    if week.phase == "recovery" and code == "E02":
        days = (day.date - frame.clear.race).days
        return Why(rule="2.3", text=f"day {days} after the race: a slow jog on {_name(day)}, over before it is work")
    if strides:
        return Why(rule="3.6", text=f"{strides} short fast ones at the end keep your stride quick and cost you nothing")
    if after_hard:
        return Why(rule="3.5", text="the day after a hard one is easy, so that the next hard one can be good")
    return Why(rule="3.5", text=f"easy running carries the week; {_name(day)} needs nothing more")


def _ceiling_text(frame: PlanFrame) -> str:
    bounds = heart_rate_cap(frame.runner)
    if bounds:
        return f"stay between {bounds[0]} and {bounds[1]} beats: a ceiling, not a goal; walk if you go over"
    if frame.runner.age is not None:
        guess = 208 - 0.7 * frame.runner.age
        return f"talk in whole sentences all the way; for most of your age that is below about {0.78 * guess:.0f} beats"
    return "talk in whole sentences all the way; if you cannot, slow down or walk"


def race_why(race: RaceBetween, frame: PlanFrame) -> Why:
    size = say_distance(race.distance_m, frame.runner.athlete.unit)
    return Why(rule="5.3 (4)", text=f"your {size} race is this week's fast workout, and the long run makes way for it")


def rest_why(day: Day, *, week: WeekPlan, frame: PlanFrame) -> Why:
    if day.is_blackout:
        return Why(rule="5.3 (7)", text="you are away: no training, and nothing to make up for")
    if day.date < frame.clear.run:
        days = (day.date - frame.clear.race).days
        return Why(
            rule="2.3", text=f"day {days} after the race belongs to rest; running may start on {_first_run(frame)}"
        )
    if not day.run_min:
        return Why(rule="INV-30", text=f"{_name(day)} is not one of your days, so it is your rest")
    if week.is_last:
        return Why(rule="INV-39", text="rest, so that you start the spring plan fresh")
    return Why(rule="INV-28", text="one whole day of rest in every week: this is where the training settles")


def _first_run(frame: PlanFrame) -> str:
    return f"{DAY_NAMES[frame.clear.run.weekday()]} {frame.clear.run.day} {frame.clear.run:%B}"


def walk_why(frame: PlanFrame) -> Why:
    return Why(rule="2.3", text=f"after {_race(frame)} a walk moves the legs without loading them")


def _race(frame: PlanFrame) -> str:
    return Voice(unit=frame.runner.athlete.unit, easy_s_per_km=frame.runner.easy_s_per_km).race(frame.race_distance_m)


def minimalist_why(metres: float) -> Why:
    return Why(
        rule="3.9", text=f"{metres:.0f} m on dry grass or a clean floor; skip it if a foot hurt the next morning"
    )


def _name(day: Day) -> str:
    return DAY_NAMES[day.date.weekday()]
