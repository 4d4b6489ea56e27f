"""Zones in words: what each is for, where a value comes from and how old it is, how to measure again."""

from datetime import date
from typing import Final, NamedTuple

from athletes.choices import MeasurementKind
from plans.words.wording import number

DAYS_IN_WEEK: Final = 7
DAYS_SAID: Final = 14  # up to here in days
WEEKS_SAID: Final = 17  # up to here in weeks, then in months
DAYS_IN_MONTH: Final = 30.44
ANOTHER_YEAR: Final = 300  # days: a date that far away wants its year


class Zone(NamedTuple):
    """`effort` of 10, and how it feels; `use`: which runs are run so."""

    name: str
    effort: str
    use: str


PACES: Final = {
    "easy": Zone("Easy", "3 – 4: whole sentences", "most of your running, long runs too"),
    "marathon": Zone("Marathon", "5 – 6: short sentences", "steady stretches, for who trains for one"),
    "threshold": Zone("Threshold", "7: a few words", "comfortably hard, what you could race for an hour"),
    "interval": Zone("Interval", "8: single words", "hard, 3 – 5 minutes at a time, a jog between"),
    "repetition": Zone("Repetition", "7 – 8: quick and loose", "fast and short, with a full rest between"),
}
NO_RESULT: Final = "No road result or test of the last six months, so no pace: go by effort. It is never wrong by much."
DIPPED: Final = (
    "Set a touch slower than the result: in a long winter a little of the race’s sharpness is let go. A test after"
    " recovery takes its place."
)
ON_WHAT_GROUND: Final = (
    "For flat, cool, dry ground. On hills, ice or in wind the effort counts and the pace is only a number."
)
RETURNING: Final = (
    "You are coming back from an injury. These paces are from before it: go by effort, and test when two weeks have felt"
    " normal."
)
ESTIMATE: Final = (
    "Nothing measured yet. From your age your highest heart rate is about %(bpm)s, wrong by 7 – 11 bpm or more for one"
    " person. So effort first: on an easy run you can talk in whole sentences. No session takes a heart rate from an"
    " estimate."
)
UNKNOWN: Final = "Nothing measured yet. Go by effort: on an easy run you can talk in whole sentences."
TYPED: Final = "typed among the details; nobody knows which day"
SOURCES: Final = {
    MeasurementKind.MAX_HR: "the highest figure of a hard race or session",
    MeasurementKind.THRESHOLD_HR: "mean of the last 20 min of a 30 min solo run",
    MeasurementKind.RESTING_HR: "lying, after waking, the lowest of some mornings",
    MeasurementKind.TIME_TRIAL: "alone, all out, on a flat road or track",
}


class HowTo(NamedTuple):
    """A test in a few lines. `gives`: what is known after it; `wait`: it costs the legs something."""

    title: str
    gives: str
    steps: tuple[str, ...]
    wait: bool


HOW_TO: Final = (
    HowTo(
        "Thirty minutes alone",
        "threshold heart rate",
        (
            "Two easy days before. Flat ground, a chest strap if you have one, nobody to race.",
            "Warm up for 15 minutes, with three strides at the end.",
            "Run 30 minutes as hard as you can hold evenly to the end. Begin a little slower than you want to.",
            "After 10 minutes press lap. The mean heart rate of the 20 minutes that follow is your threshold.",
            "Jog 10 minutes. Keep the next two days easy.",
        ),
        wait=True,
    ),
    HowTo(
        "A time trial over 3 km or 5 km",
        "training paces",
        (
            "Take 3 km if you run under about 30 km (20 mi) a week, else 5 km. A track, or a flat loop that is measured.",
            "Warm up for 15 minutes, then three strides and a short rest.",
            "Run it all out and evenly: the first kilometre should feel almost too easy, the last one not at all.",
            "Write down distance and time. A parkrun counts as well, if you race it.",
            "Jog 10 minutes. It stands for that week’s fast workout.",
        ),
        wait=True,
    ),
    HowTo(
        "The highest figure",
        "highest heart rate",
        (
            "No test of its own: look at the last kilometre of a hard 5 km, or at the end of a hilly interval session.",
            "Take the highest figure that stood for some seconds. A single spike is a loose strap.",
        ),
        wait=False,
    ),
    HowTo(
        "Resting",
        "resting heart rate",
        ("Lie still for two minutes after waking, before coffee, on three mornings.", "Take the lowest."),
        wait=False,
    ),
)


def day_said(day: date, *, today: date) -> str:
    """ "12 October", with the year where it is another winter's."""
    return f"{day.day} {day:%B}" + (f" {day.year}" if abs((today - day).days) > ANOTHER_YEAR else "")


def how_old(day: date, *, today: date) -> str:
    days = (today - day).days
    if days <= 1:
        return ("today", "yesterday")[max(0, days)]
    if days <= DAYS_SAID:
        return f"{days} days ago"
    weeks = days // DAYS_IN_WEEK
    return f"{weeks} weeks ago" if weeks <= WEEKS_SAID else f"{days / DAYS_IN_MONTH:.0f} months ago"


def estimate(bpm: float) -> str:
    return ESTIMATE % {"bpm": number(round(bpm))}


def bpm(value: int | None) -> str:
    return f"{value} bpm" if value else ""
