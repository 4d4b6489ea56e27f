"""The session library of planning.md section 9: what each code is, as data.

A main set is a pattern of reps, run `count` times; `dose.py` picks the count that the week's volume, the level
and the caps allow.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from plans.engine.library_gym import GYM_ROWS
from plans.engine.request import Ingredient
from plans.engine.response import Ability
from plans.engine.template import ALL, EXPERIENCED, MainSet, Rep, Template, Zone

__all__ = ["FAST_FAMILIES", "LIBRARY", "family_of", "rotation"]

ADVANCED: tuple[Ability, ...] = ("advanced",)
NEWER: tuple[Ability, ...] = ("beginner", "intermediate")

Family = Literal["fartlek", "threshold", "interval", "repetition", "hill", "marathon"]
# Workouts between two zones (section 9): the last minutes of F18 run from marathon pace to threshold.
ALSO_TOUCHED: Mapping[str, frozenset[str]] = MappingProxyType({"F18": frozenset({"threshold"})})
FAST_FAMILIES: tuple[Family, ...] = ("fartlek", "threshold", "interval", "repetition", "hill", "marathon")


# What takes a fast workout's place on ice or in the dark: the same ingredient, on a treadmill or on stairs.
INDOORS: Mapping[Zone, str] = MappingProxyType(
    {
        "threshold": "T01",
        "hill": "T02",
        "repetition": "T02",
        "marathon": "T03",
        "fartlek": "T03",
        "interval": "W02",
    }
)


@dataclass(frozen=True, slots=True)
class _Fast:
    """One row of the table; `zone` decides the cap (planning.md 3.4) and the family."""

    code: str
    title: str
    levels: tuple[Ability, ...]
    zone: Zone
    rpe: float
    main: MainSet
    intent: str
    automatic: bool = True

    def template(self) -> Template:
        return Template(
            code=self.code,
            title=self.title,
            ingredient="fast",
            levels=self.levels,
            zone=self.zone,
            rpe=self.rpe,
            main=self.main,
            intent=self.intent,
            automatic=self.automatic,
            alternate=INDOORS[self.zone] if self.automatic or self.code == "F22" else None,
        )


def _reps(zone: Zone, work_s: float, rest_s: float, fewest: int, most: int) -> MainSet:
    return MainSet(pattern=(Rep(zone=zone, seconds=work_s, rest_s=rest_s),), fewest=fewest, most=most)


def _metres(zone: Zone, work_m: float, rest_s: float, fewest: int, most: int) -> MainSet:
    return MainSet(pattern=(Rep(zone=zone, metres=work_m, rest_s=rest_s),), fewest=fewest, most=most)


def _steady(zone: Zone, fewest_min: int, most_min: int, *, lead: float = 0.0) -> MainSet:
    """One unbroken stretch, in minutes; `lead` easy minutes go before each of them."""
    return MainSet(
        pattern=(Rep(zone=zone, seconds=60),), fewest=fewest_min, most=most_min, is_continuous=True, lead=lead
    )


def _ladder(zone: Zone, works: tuple[float, ...], most: int) -> MainSet:
    return MainSet(pattern=tuple(Rep(zone=zone, seconds=s, rest_s=s) for s in works), fewest=1, most=most)


MIXED = MainSet(
    pattern=(
        Rep(zone="threshold", seconds=480, rest_s=120),
        *(Rep(zone="repetition", metres=200, rest_s=75) for _ in range(4)),
        Rep(zone="threshold", seconds=480),
    ),
    fewest=1,
    most=1,
)

FAST_ROWS: tuple[_Fast, ...] = (
    _Fast("F01", "First-light fartlek", ALL, "fartlek", 6, _reps("fartlek", 60, 60, 6, 14), "quick again, not hard"),
    _Fast("F02", "Minute ladder", ALL, "fartlek", 7, _ladder("fartlek", (60, 120, 180, 120, 60), 2), "playful speed"),
    _Fast(
        "F03",
        "Ninety down to fifteen",
        EXPERIENCED,
        "fartlek",
        7.5,
        _ladder("fartlek", (90, 90, 60, 60, 60, 60, 30, 30, 30, 30, 15, 15, 15, 15), 2),
        "many gears in twenty minutes",
    ),
    _Fast(
        "F04",
        "Lamp-post fartlek",
        NEWER,
        "fartlek",
        6.5,
        _reps("fartlek", 45, 45, 8, 18),
        "quick from one lamp post to the next",
    ),
    _Fast(
        "F05",
        "Cruise kilometres",
        EXPERIENCED,
        "threshold",
        7,
        _metres("threshold", 1000, 60, 2, 6),
        "strong, never straining",
    ),
    _Fast(
        "F06",
        "Cruise fives",
        NEWER,
        "threshold",
        7,
        _reps("threshold", 300, 75, 2, 4),
        "strong by the clock, no need to know how far",
    ),
    _Fast("F07", "Short tempo", ALL, "threshold", 7, _steady("threshold", 10, 20), "one calm, strong stretch"),
    _Fast("F08", "Split tempo", EXPERIENCED, "threshold", 7, _reps("threshold", 600, 120, 2, 2), "tempo in halves"),
    _Fast(
        "F09",
        "Over-unders",
        ADVANCED,
        "threshold",
        7.5,
        MainSet(
            pattern=(
                Rep(zone="threshold", seconds=120, side="faster"),
                Rep(zone="threshold", seconds=180, rest_s=120, side="slower"),
            ),
            fewest=2,
            most=4,
        ),
        "a little above and below threshold",
    ),
    _Fast(
        "F10",
        "Three-minute intervals",
        EXPERIENCED,
        "interval",
        8,
        _reps("interval", 180, 150, 2, 5),
        "long enough to breathe hard, short enough to run well",
    ),
    _Fast(
        "F11",
        "Controlled 800s",
        ADVANCED,
        "interval",
        8,
        _metres("interval", 800, 150, 3, 6),
        "breathing hard at an even pace, on the flat",
    ),
    _Fast(
        "F12",
        "Thirty-thirties",
        EXPERIENCED,
        "interval",
        7.5,
        _reps("interval", 30, 30, 12, 16),
        "breathing hard in small bites",
    ),
    _Fast(
        "F13",
        "Quick 200s",
        EXPERIENCED,
        "repetition",
        7,
        _metres("repetition", 200, 75, 4, 16),
        "quick and tidy, for your running form",
    ),
    _Fast("F14", "Hill minutes", ALL, "hill", 7.5, _reps("hill", 60, 90, 6, 14), "strength with little impact"),
    _Fast("F15", "Long hills", EXPERIENCED, "hill", 8, _reps("hill", 180, 180, 3, 6), "strength that lasts"),
    _Fast(
        "F16",
        "Rolling hill loop",
        ALL,
        "hill",
        6.5,
        _metres("hill", 200, 105, 4, 14),
        "strong legs from every rise on the way",
    ),
    _Fast(
        "F17",
        "Progression run",
        ALL,
        "threshold",
        6,
        _steady("threshold", 10, 15, lead=1.5),
        "ends fast, never spent",
    ),
    _Fast(
        "F18",
        "Fast-finish run",
        NEWER,
        "marathon",
        6,
        _steady("marathon", 8, 10, lead=1.5),
        "easy running that ends quick",
    ),
    _Fast(
        "F20",
        "Alternating kilometres",
        ADVANCED,
        "marathon",
        6.5,
        MainSet(pattern=(Rep(zone="marathon", metres=1000, rest_m=1000),), fewest=2, most=4),
        "a change of rhythm",
    ),
    _Fast("F21", "Mixed bag", EXPERIENCED, "threshold", 7, MIXED, "several gears in one run"),
    _Fast("F22", "Cross-country loops", ALL, "threshold", 7, _reps("threshold", 240, 90, 3, 6), "winter legs", False),
    _Fast("F23", "Controlled parkrun", ALL, "threshold", 7, _metres("threshold", 5000, 0, 1, 1), "company", False),
    _Fast("F24", "Test over 3 km", ALL, "interval", 9, _metres("interval", 3000, 0, 1, 1), "a fresh measure", False),
    _Fast("T01", "Treadmill cruise", ALL, "threshold", 7, _reps("threshold", 300, 75, 2, 4), "for ice", False),
    _Fast("T02", "Treadmill hills", ALL, "hill", 7.5, _reps("hill", 90, 90, 4, 8), "hills indoors", False),
    _Fast(
        "T03", "Treadmill progression", ALL, "threshold", 6, _steady("threshold", 10, 10, lead=2.0), "indoors", False
    ),
    _Fast("W02", "Stair intervals", ALL, "hill", 7.5, _reps("hill", 50, 60, 8, 12), "for ice", False),
)


def _run(  # noqa: PLR0917 - a row of a table reads in columns
    code: str, title: str, ingredient: Ingredient, rpe: float, intent: str, levels: tuple[Ability, ...] = ALL
) -> Template:
    by_effort = "W01" if ingredient in {"long", "easy", "aerobic"} and code != "W01" else None
    return Template(
        code=code, title=title, ingredient=ingredient, levels=levels, rpe=rpe, intent=intent, alternate=by_effort
    )


RUN_ROWS: tuple[Template, ...] = (
    _run("F19", "Steady run", "easy", 5.5, "aerobic strength, slower than marathon pace", EXPERIENCED),
    _run("W01", "Snow run by effort", "easy", 3.5, "planned minutes, pace ignored"),
    _run("L01", "Easy long run", "long", 3.5, "the long run, kept"),
    _run("L02", "Long run with strides", "long", 4, "long, and awake at the end", EXPERIENCED),
    _run("L03", "Steady-finish long run", "long", 5, "the last part at slow marathon pace", EXPERIENCED),
    _run("L04", "Hilly or trail long run", "long", 4, "long, on softer ground"),
    _run("L05", "Fartlek long run", "long", 5, "long and fast in one", EXPERIENCED),
    _run("L06", "Run-hike", "long", 3.5, "time on feet for an ultra"),
    _run("E01", "Easy run", "easy", 3, "base"),
    _run("E02", "Recovery jog", "easy", 2, "after hard days"),
    _run("E03", "Social run", "easy", 3, "talk all the way"),
    _run("H01", "Capped aerobic run", "aerobic", 3, "aerobic work under a ceiling"),
    _run("H02", "Drift test", "aerobic", 3, "does the pace hold at one heart rate?", EXPERIENCED),
    _run("S01", "Flat strides", "strides", 5, "relaxed speed at the end of a run"),
    _run("S02", "In-run strides", "strides", 5, "speed without stopping", EXPERIENCED),
    _run("S03", "Hill strides", "strides", 6, "speed with little impact"),
    _run("S04", "Hill sprints", "strides", 7, "force, fresh legs tomorrow"),
    _run("S05", "Drills", "strides", 4, "running form"),
    _run("S06", "Flying 40s", "strides", 7, "top speed on a dry track", ADVANCED),
    _run("N01", "Barefoot strides on grass", "minimalist", 3, "strong feet, in small doses"),
    _run("N02", "Minimal warm-up kilometre", "minimalist", 3, "strong feet, in small doses"),
    _run("RACE", "Race", "race", 8, "that week's fast workout"),
)

LIBRARY: Mapping[str, Template] = MappingProxyType(
    {row.code: row for row in (*(fast.template() for fast in FAST_ROWS), *RUN_ROWS, *GYM_ROWS)}
)


def family_of(code: str) -> str | None:
    """The kind of fast running (planning.md 3.4) that a code trains; None for all other sessions."""
    template = LIBRARY.get(code)
    return template.zone if template and template.main else None


def touched_zones(code: str) -> frozenset[str]:
    """The kinds of fast running that a workout of this code is an example of (INV-39)."""
    family = family_of(code)
    return ALSO_TOUCHED.get(code, frozenset()) | ({family} if family else frozenset())


def rotation(level: Ability) -> tuple[Template, ...]:
    """The fast workouts that the planner chooses from by itself for this level."""
    return _ROTATIONS[level]


_ROTATIONS: Mapping[Ability, tuple[Template, ...]] = MappingProxyType(
    {
        level: tuple(row for row in LIBRARY.values() if row.main and row.automatic and level in row.levels)
        for level in ALL
    }
)
