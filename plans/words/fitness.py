""" "Am I losing fitness?", answered with what was measured. Only numbers that planning.md 1.1 has read in their source."""

from typing import Final, NamedTuple

from plans.words.wording import share

# Days without any training, and the share of VO2max that was gone by then (Coyle 1984).
STOPPING: Final = ((12, 0.07), (56, 0.14), (84, 0.16))
# A volume cut by 33-66% with the intensity kept held VO2max (Spiering 2021): these shares were left.
HELD: Final = (0.34, 0.67)
HELD_WEEKS: Final = 15


class Source(NamedTuple):
    study: str
    found: str


SOURCES: Final = (
    Source(
        "Coyle 1984",
        "Trained athletes who stopped: VO2max −7% after 12 days, −14% after 56, −16% after 84. The numbers were read in a"
        " later summary.",
    ),
    Source(
        "Hickson & Rosenkoetter 1981, Hickson 1982",
        "12 and 13 adults, not athletes: after ten weeks of training they went on with two or four days a week, or with"
        " 13 or 26 minutes a day, as hard as before. VO2max held for 15 weeks.",
    ),
    Source(
        "Spiering 2021",
        "A review of such studies: up to 15 weeks with 33–66% less volume, if the intensity stays. Its authors warn that"
        " data on athletes are thin.",
    ),
    Source(
        "McConell 1993",
        "10 trained runners, four weeks with a third of their running and nothing fast: VO2max held, but 5000 m took"
        " 16.8 minutes instead of 16.6. That is why a fast workout stays in your weeks.",
    ),
)
HOW_SURE: Final = (
    "The studies are small: 12 and 13 adults, not athletes. They measured VO2max, which is most of endurance and not"
    " all of it."
)
STOPPED: Final = "Stopping altogether costs 7% of VO2max in 12 days, and 16% in twelve weeks."


def recovering(week_share: float, *, first_run_day: int | None) -> str:
    """The race's weeks: far less, on purpose."""
    run = f" You run from day {first_run_day} on, so you never stop." if first_run_day else ""
    return (
        f"A touch, on purpose: at {share(round(week_share, 2))} of your usual week the legs mend, and the sharp edge of"
        f" race day goes first. {STOPPED}{run}"
    )


def holding(week_share: float, *, fast_weeks: int, weeks: int) -> str:
    """Maintenance: less, with the fast work kept."""
    return (
        f"Hardly. A settled week has {share(round(week_share, 2))} of your usual running and the fast workout stays, in"
        f" {fast_weeks} of {weeks} weeks after recovery; with 33–66% less running and the intensity kept, VO2max held for"
        f" up to {HELD_WEEKS} weeks. {STOPPED}"
    )


def growing() -> str:
    return f"No: from here on the weeks grow again, and fast running never left. {STOPPED}"
