"""How amounts, targets and days are said: on pages, in mail, in calendars. One place, so that no two disagree."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

METRES: Final = {"km": 1000.0, "mi": 1609.344}
MINUS: Final = "−"
EXACT_BELOW_S: Final = 300  # shorter than this, seconds matter; longer, a minute is exact enough
STRIDE_BELOW_M: Final = 160  # a stretch this short is said in metres
CUT_STEP: Final = 0.5  # a settled week is said in half units
SAID_DISTANCE: Final = {unit: re.compile(rf"(?<!×\s)\b(\d+(?:\.\d+)?)\s{unit}\b") for unit in METRES}
SAID_PACE: Final = {unit: re.compile(rf"\b(\d+:\d\d) /{unit}\b") for unit in METRES}
STEP_NAMES: Final = {
    "warmup": "Warm up",
    "work": "Fast",
    "recover": "Recover",
    "easy": "Run",
    "stride": "Strides",
    "drill": "Drills",
    "exercise": "Exercise",
    "cooldown": "Cool down",
    "repeat": "Main part",
}
WEEK_KINDS: Final = {
    "down": "a lighter week",
    "cutback": "an easier week",
    "build": "building",
    "freshen": "freshening up",
}
Step = Mapping[str, Any]


def distance(metres: float, unit: str) -> str:
    """ "10 mi", "16.5 km"; who plans in minutes reads kilometres where a distance is meant."""
    return f"{distance_number(metres, unit)} {distance_unit(unit)}"


def distance_number(metres: float, unit: str) -> str:
    return number(metres / METRES[distance_unit(unit)])


def distance_unit(unit: str) -> str:
    return "mi" if unit == "mi" else "km"


def amount(distance_m: float, duration_s: float, unit: str) -> str:
    """A session's size in the athlete's own terms: minutes for who plans in minutes or does not run, else distance."""
    if not distance_m or unit == "min":
        return duration(duration_s) if duration_s else ""
    return distance(distance_m, unit)


def number(value: float) -> str:
    """One decimal where it is not whole, with a real minus sign."""
    text = f"{abs(value):.1f}".removesuffix(".0")
    return f"{MINUS}{text}" if value < 0 and text != "0" else text


def in_unit(text: str, unit: str) -> str:
    """A plan's own sentence for who reads another unit by now: "5 km of its 30 km" becomes "3.1 mi of its 18.6 mi".

    A plan speaks the unit that it was rounded to, so that nothing changes for who reads that one.
    """
    other = "km" if distance_unit(unit) == "mi" else "mi"
    said = SAID_PACE[other].sub(lambda found: pace(_seconds(found[1]) / METRES[other] * METRES["km"], unit), text)
    return SAID_DISTANCE[other].sub(lambda found: distance(float(found[1]) * METRES[other], unit), said)


def pace(s_per_km: float, unit: str) -> str:
    return f"{clock(_per_unit(s_per_km, unit))} /{distance_unit(unit)}"


def pace_range(fast_s_per_km: float, slow_s_per_km: float, unit: str) -> str:
    """ "8:51 – 9:59 /mi", or one pace where both are the same."""
    fast, slow = (clock(_per_unit(value, unit)) for value in (fast_s_per_km, slow_s_per_km))
    return f"{fast if fast == slow else f'{fast} – {slow}'} /{distance_unit(unit)}"


def clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


def race_time(seconds: float) -> str:
    """ "3:10:40", "41:20": as it stands in a list of results."""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{rest:02d}" if hours else f"{minutes}:{rest:02d}"


def _seconds(clock_text: str) -> int:
    minutes, _, seconds = clock_text.partition(":")
    return 60 * int(minutes) + int(seconds)


def duration(seconds: float) -> str:
    """ "1 h 28", "45 min", "2 min 30 s", "90 s"."""
    whole = round(seconds)
    if whole < EXACT_BELOW_S:
        return _exact(whole)
    hours, minutes = divmod(round(whole / 60), 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes:02d}" if minutes else f"{hours} h"


def share(value: float) -> str:
    """A share of one as percent: "29%", "27.5%"."""
    return f"{number(100 * value)}%"


def points(value: float) -> str:
    """A step of the cut in percentage points: "+2.5", "−5", "0"."""
    text = number(100 * value)
    return text if text == "0" or text.startswith(MINUS) else f"+{text}"


def cut_line(baseline_m: float, cut: float, unit: str, *, settled_m: float | None = None) -> str:
    """ "48 → 34 mi (−29%)". `settled_m` is the plan's own settled week where there is one."""
    per = METRES[distance_unit(unit)]
    target = settled_m / per if settled_m is not None else round(baseline_m * (1 - cut) / per / CUT_STEP) * CUT_STEP
    return f"{number(baseline_m / per)} → {number(target)} {distance_unit(unit)} ({points(-cut)}%)"


def target_text(target: Step | None, unit: str) -> str:
    """What to hold: a pace, a heart rate, an effort; empty where the step leaves it open."""
    ends = [float(end) for end in ((target or {}).get("low"), (target or {}).get("high")) if end is not None]
    if target is None or not ends:
        return ""
    if target["type"] == "pace":
        return f"at {pace_range(ends[0], ends[-1], unit)}"
    if target["type"] == "hr":
        return f"{'over' if target.get('high') is None else 'under'} {number(ends[-1])} bpm"
    return f"effort {' – '.join(dict.fromkeys(map(number, ends)))} of 10"


def step_text(step: Step, unit: str) -> str:
    """One plain line for a step of a session: "4 × 5 min at 7:35 /mi, 90 s jog"."""
    if step["kind"] == "repeat":
        return _repeat(step, unit)
    if step["kind"] == "exercise":
        return _exercise(step)
    # How easy a jog between two hard stretches is needs no number.
    held = "" if step["kind"] == "recover" else target_text(step.get("target"), unit)
    said = " ".join(str(part) for part in _said(step, unit) if part)
    joint = " " if held.startswith("at ") and said else ", "
    return joint.join(part for part in (said, held) if part)


def step_rows(steps: Iterable[Step], unit: str) -> list[tuple[str, str]]:
    """(when, what) of each step, for the list under a session."""
    return [
        (_dose(step), _named(step)) if step["kind"] == "exercise" else (_step_name(step), step_text(step, unit))
        for step in steps
    ]


def main_step(steps: Iterable[Step], unit: str) -> str:
    """The line that says a workout at a glance: its repeats, or its work; empty where all of it is easy."""
    found = list(steps)
    main = next(filter(_is_work, found), None) or next((step for step in found if step["kind"] == "repeat"), None)
    if main and any(part["kind"] == "stride" for part in main.get("steps") or ()):
        return _strides(main, unit)
    return step_text(main, unit) if main else ""


def week_kind(kind: str) -> str:
    """What sort of week it is: "maintenance", "a lighter week"."""
    return WEEK_KINDS.get(kind, kind)


def day_range(start: date, end: date) -> str:
    """ "14 – 20 Dec", "30 Nov – 6 Dec"."""
    first = f"{start.day}" if (start.year, start.month) == (end.year, end.month) else f"{start:{start.day} %b}"
    return f"{first} – {end:{end.day} %b}"


def days(start: date, end: date) -> str:
    """The same for days that may be one: "Tue 24 Nov"."""
    return short_day(start) if start == end else day_range(start, end)


def short_day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b}"


def long_day(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B}"


def _is_work(step: Step) -> bool:
    """A repeat counts by what is in it: the strides of a warm-up are not the workout."""
    return step["kind"] == "work" or any(_is_work(part) for part in step.get("steps") or ())


def _strides(step: Step, unit: str) -> str:
    """ "6 × 20 s, 70 s jog": what they are stands in the title, how quick they are in the steps."""
    inner = [_size(part, unit) + (" jog" if part["kind"] == "recover" else "") for part in step.get("steps") or ()]
    return f"{step.get('count') or 1} × {', '.join(part for part in inner if part)}"


def _per_unit(s_per_km: float, unit: str) -> float:
    return s_per_km * METRES[distance_unit(unit)] / METRES["km"]


def _exact(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    if not rest and minutes:
        return f"{minutes} min"
    return f"{minutes} min {rest} s" if minutes > 1 else f"{seconds} s"


def _said(step: Step, unit: str) -> tuple[str | None, ...]:
    """ "5 min threshold", "10 min easy"; a drill is named first."""
    if step["kind"] == "work":
        return _size(step, unit), step.get("name")
    return step.get("name"), _size(step, unit), _after(step["kind"])


def _size(step: Step, unit: str) -> str:
    if step.get("distance_m"):
        return _short_distance(float(step["distance_m"]), unit)
    return duration(step["duration_s"]) if step.get("duration_s") else ""


def _short_distance(metres: float, unit: str) -> str:
    """Track distances stay metric in any unit: nobody runs 0.6 mi repeats, or strides of 0.1 km."""
    if metres < STRIDE_BELOW_M:
        return f"{metres:.0f} m"
    if metres >= METRES["mi"] or metres % 100:
        return distance(metres, unit)
    return "1 km" if metres == METRES["km"] else f"{metres:g} m"


def _repeat(step: Step, unit: str) -> str:
    inner = [step_text(part, unit) for part in step.get("steps") or ()]
    return f"{step.get('count') or 1} × {', '.join(inner)}"


def _exercise(step: Step) -> str:
    return " ".join(part for part in (str(step.get("name") or "exercise"), _dose(step)) if part)


def _dose(step: Step) -> str:
    """ "2 × 12", "2 × 30 s", "12 min" for a single round."""
    sets, reps = step.get("sets"), re.sub(r"(?<=\d)s\b", " s", str(step.get("reps") or "")).replace("-", " – ")
    return " × ".join(str(part) for part in ("" if sets == 1 and " " in reps else sets, reps) if part)


def _named(step: Step) -> str:
    name = str(step.get("name") or "exercise")
    return name[:1].upper() + name[1:]


def _step_name(step: Step) -> str:
    """A repeat of strides is not the main part of an easy run."""
    if any(part["kind"] == "stride" for part in step.get("steps") or ()):
        return STEP_NAMES["stride"]
    return STEP_NAMES.get(step["kind"], "Then")


def _after(kind: str) -> str:
    return {"recover": "jog", "stride": "stride", "easy": "easy", "warmup": "easy", "cooldown": "easy"}.get(kind, "")
