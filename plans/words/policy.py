"""The rules in a coach's words: what each is called, where it belongs, which ones a coach usually turns."""

from typing import Any, Final, NamedTuple

from plans.words.rule_titles import TITLES

Numbers = float | tuple[float, ...]

KM: Final = 1000


class Dial(NamedTuple):
    """What a coach usually turns: some settings by name, each with its own small label."""

    title: str
    text: str
    settings: tuple[tuple[str, str], ...]


def _levels(name: str) -> tuple[tuple[str, str], ...]:
    return tuple((f"{name}.{level}", level) for level in ("beginner", "intermediate", "advanced"))


def _after(race: int) -> tuple[tuple[str, str], ...]:
    row = f"recovery.clearance.{race}"
    return (
        (f"{row}.rest_min", "no running, at least"),
        (f"{row}.rest_max", "at most"),
        (f"{row}.strides", "strides from day"),
        (f"{row}.fast", "fast workout from day"),
        (f"{row}.heavy", "heavy lifting from day"),
    )


DIALS: Final = (
    Dial(
        "The cut",
        "Every cut starts from the first figure; level, race, age and wishes add or take points, inside the band.",
        (("cut.start", "starts from"), ("cut.low", "never less than"), ("cut.high", "never more than")),
    ),
    Dial(
        "A maintenance week",
        "What the weeks may hold after all rounding. It has to leave room for the cut.",
        (("volume.band_floor", "keeps at least"), ("volume.band_ceiling", "at most")),
    ),
    Dial(
        "The long run",
        "As a share of the runner’s usual one, and never longer than these minutes.",
        (
            ("long_run.floor_share", "at least"),
            ("long_run.ceiling_share", "at most"),
            ("long_run.limit_min", "never longer than"),
            ("long_run.beginner_limit_min", "beginners"),
        ),
    ),
    Dial(
        "Lighter weeks in maintenance",
        "How often one comes, and how much of a full week it holds.",
        (("volume.down_every", "one in"), ("volume.down_share", "times a full week")),
    ),
    Dial(
        "Growing back",
        "The most a week may hold against the fullest of the weeks before it, and the lighter weeks on the way.",
        (
            ("volume.growth", "times the week before"),
            ("volume.cutback_every", "lighter, one in"),
            ("volume.cutback_share", "times a full week"),
        ),
    ),
    Dial("Runs a week", "Fewest and most, by level.", _levels("week.run_days")),
    Dial("Strides, times a week", "Short, relaxed and quick, at the end of easy runs.", _levels("strides.sessions")),
    Dial("Strides, how many", "From the first weeks to the later ones.", _levels("strides.count")),
    Dial(
        "Fast workouts",
        "One a week is the rule. A second, light one is your choice for a runner; these are its limits.",
        (
            ("quality.second_fast_days", "a second one from"),
            ("quality.threshold_share", "threshold at most"),
            ("quality.interval_share", "intervals at most"),
        ),
    ),
    Dial(
        "Easy running",
        "The least of a week’s running time that stays easy.",
        (("quality.easy_share", "at least"), ("quality.easy_share_three_days", "with three runs")),
    ),
    Dial("Days after a marathon", "Counted from the race, before age and effort stretch them.", _after(3)),
    Dial("Days after a half-marathon", "Counted from the race, before age and effort stretch them.", _after(2)),
    Dial(
        "Recovery weeks",
        "What the first, second, third week after the race hold at most.",
        (("recovery.weeks.3.fractions", "marathon"), ("recovery.weeks.2.fractions", "half-marathon")),
    ),
    Dial(
        "Strength and mobility",
        "Sessions a week.",
        (("gym.sessions", "strength"), ("gym.mobility_sessions", "mobility")),
    ),
    Dial(
        "Maintenance in one piece",
        "A longer winter is split: maintenance first, then a base block.",
        (("volume.longest_maintenance_weeks", "at most"),),
    ),
)

TAGS: Final = {
    "V": "read in its source",
    "C": "worked out",
    "M": "from memory",
    "D": "decided here",
    "S": "said by a coach",
}

PARTS: Final = {
    "rest_min": "no running, at least",
    "rest_max": "no running, at most",
    "strides": "strides from day",
    "fast": "fast workout from day",
    "heavy": "heavy lifting from day",
}

SECTIONS: Final = {
    "cut": "The cut",
    "volume": "Weekly volume",
    "long_run": "Long run",
    "quality": "Fast running",
    "dose": "How full a workout is",
    "hard_day": "What counts as hard",
    "week": "The week",
    "strides": "Strides and sprints",
    "gym": "Strength, mobility, feet",
    "recovery": "Recovery after the race",
    "baseline": "The usual week",
    "ability": "Level",
    "season": "Dates and other races",
    "sharing": "Sharing a week out",
    "fast_frame": "Warm-up and cool-down",
    "paces": "Estimated paces",
    "zones": "Zones",
    "rounding": "Rounding",
    "checks": "How plans are judged",
    "limits": "What is refused",
}

SHARES: Final = {
    "share of B": "% of the usual week",
    "share of old B": "% of the old usual week",
    "share of L0": "% of the usual long run",
    "share of LR1": "% of spring’s first long run",
    "share of W": "% of the week",
    "share of W by run days": "% of the week, for 0 to 7 runs",
    "share of W1": "% of spring’s first week",
    "share of CTL": "% of long-term load",
}
STATUS: Final = {
    "OK": "ready for spring",
    "SPLIT": "ready for spring, in two parts",
    "UNDERPREPARED": "short of spring’s first week",
    "RECOVERY_ONLY": "recovery only",
    "NO_OFFSEASON": "no weeks between",
    "MULTI_RACE": "one block from race to race",
    "INFEASIBLE": "the days cannot hold a week",
    "REFER": "a clinician first",
}
NO_PLAN: Final = "no plan at all"


class Scale(NamedTuple):
    """How a figure is written: times `per`, in `unit`."""

    per: float
    unit: str

    def say(self, value: Numbers) -> str:
        """ "30" for a share of 0.3; "4, 6" where two belong together"""
        numbers = value if isinstance(value, tuple) else (value,)
        return ", ".join(f"{round(one * self.per, 4):g}" for one in numbers)

    def read(self, text: str) -> tuple[float, ...]:
        """What was typed, as figures of the rule. Raises ValueError for what is no number."""
        return tuple(
            round(number_of(word) / self.per, 10) for word in text.replace("%", " ").replace(", ", " ").split()
        )


def number_of(word: str) -> float:
    """With a point or a decimal comma; whole numbers stay whole."""
    plain = word.strip(",;").replace("\N{MINUS SIGN}", "-").replace(",", ".")
    return int(plain) if plain.removeprefix("-").isdigit() else float(plain)


def scale_of(unit: str, usual: Numbers) -> Scale:
    """Shares are written in percent, long distances in kilometres."""
    numbers = usual if isinstance(usual, tuple) else (usual,)
    if unit.startswith("share of"):
        return Scale(100, SHARES.get(unit, f"% of {unit.removeprefix('share of ')}"))
    if unit in {"m", "m a week"} and max(numbers) >= KM:
        return Scale(1 / KM, f"k{unit}")
    return Scale(1, "" if unit == "1" else unit)


def status_word(response: dict[str, Any]) -> str:
    return STATUS.get(response.get("status") or "", NO_PLAN)


def title_of(name: str) -> str:
    """A rule's name in plain words; what nobody has named yet is at least readable."""
    section, _, rule = name.partition(".")
    return TITLES.get(name) or f"{SECTIONS.get(section, section)}: {rule.replace('_', ' ')}"
