"""The library on a page: built-in and own workouts by ingredient, one of them in full, and what it would be in a plan."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any, Final, NamedTuple

from plans.edits import CannotEdit, apply_edits, find, with_keys
from plans.engine.library import LIBRARY
from plans.engine.own_workout import KINDS, load_workout
from plans.engine.planner import plan_json
from plans.engine.policy import DEFAULT_POLICY
from plans.engine.response import Ability
from plans.engine.template import MainSet, Rep, Template
from plans.models import Workout
from plans.models.session import Ingredient
from plans.words import wording
from plans.words.edits import Breach, new_breaches

Json = dict[str, Any]

KM: Final = 1000
MINUTE_S: Final = 60
USUAL_KM: Final[dict[Ability, int]] = {"beginner": 25, "intermediate": 55, "advanced": 95}
YEARS: Final[dict[Ability, int]] = {"beginner": 1, "intermediate": 3, "advanced": 9}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A workout in a list. `number` for one's own."""

    code: str
    title: str
    intent: str
    what: str
    levels: str
    number: int | None
    is_archived: bool


class Shelf(NamedTuple):
    ingredient: str
    label: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a workout would be in one week of a plan. `trouble` says why there is nothing to show."""

    where: str
    amount: str = ""
    share: str = ""
    steps: tuple[tuple[str, str], ...] = ()
    breaches: tuple[Breach, ...] = ()
    trouble: str = ""


def shelves(own: Iterable[Workout], *, words: str) -> tuple[Shelf, ...]:
    """Own ones first on each shelf; only what has all the words."""
    cards = [*((workout.ingredient, _own_card(workout)) for workout in own), *_built_in()]
    found = [(ingredient, card) for ingredient, card in cards if _has(card, ingredient, words)]
    order = {kind: at for at, kind in enumerate(Ingredient.values)}
    found.sort(key=lambda pair: order[pair[0]])
    return tuple(
        Shelf(kind, Ingredient(kind).label.capitalize(), tuple(card for _, card in group))
        for kind, group in groupby(found, key=lambda pair: pair[0])
    )


def lines_of(template: Template) -> tuple[str, ...]:
    """What is in it, part by part, as the planner reads it."""
    if template.main:
        return ("Warm-up, by the rules", *_main_lines(template.main), "Cool-down, by the rules")
    return tuple(f"{lift.name}: {lift.sets} × {lift.reps}" for lift in template.exercises)


def caps_of(template: Template) -> str:
    """How much of it a week may hold, by the usual rules."""
    rules = DEFAULT_POLICY.quality
    shares = {
        "threshold": rules.threshold_share,
        "interval": rules.interval_share,
        "fartlek": rules.interval_share,
        "repetition": rules.repetition_share,
        "hill": rules.repetition_share,
        "marathon": rules.marathon_share,
    }
    share = shares.get(template.zone or "")
    if share is None:
        return ""
    return f"At most {100 * share:g}% of the week’s distance, and {100 * rules.total_share:g}% of its running time."


def can_copy(template: Template) -> bool:
    return template.ingredient in KINDS and (template.main is not None) == (template.ingredient == "fast")


def trial_in(request: Json, response: Json, document: Json, *, edits: Sequence[Json], where: str) -> Trial:
    """The workout in the fullest maintenance week that has its ingredient, judged as an edit of this plan would be."""
    own = load_workout(document)
    place = _place(response, document["ingredient"])
    if own is None or place is None:
        return Trial(where=where, trouble="This plan has no session that it could take the place of.")
    if response["ability"] not in own.levels:
        return Trial(where=where, trouble=f"It is not for {response['ability']} runners.")
    week, session = place
    swap = {"op": "swap", "key": session["key"], "code": own.code, "workout": document}
    others = [edit for edit in edits if edit["key"] != session["key"]]
    try:
        after = apply_edits(request, response, [*others, swap], known=others).response
    except CannotEdit:
        return Trial(
            where=where, trouble="Even at its smallest it is more than this week can hold, or no workout at all."
        )
    return _trial(request, response, after, session["key"], week, where=where)


def trial_for(level: Ability, document: Json) -> Trial:
    """The same for a made-up runner of this level."""
    request, response = _usual_plan(level)
    return trial_in(request, response, document, edits=(), where=f"A usual {level}, {USUAL_KM[level]} km a week")


def _trial(request: Json, before: Json, after: Json, key: str, week: Json, *, where: str) -> Trial:
    unit = request["athlete"].get("unit") or "km"
    found = find(after, key)
    assert found is not None  # noqa: S101 -- it was swapped in a moment ago
    edited_week, session = found
    day = wording.short_day(date.fromisoformat(session["date"]))
    share = session["distance_m"] / edited_week["distance_m"] if edited_week["distance_m"] else 0
    minutes = f"{round(session['duration_s'] / MINUTE_S)} min"
    distance = f", {wording.distance(session['distance_m'], unit)}" if session["distance_m"] else ""
    return Trial(
        where=f"{where}: week {week['index']}, {day}",
        amount=f"{minutes}{distance}",
        share=f"{100 * share:.0f}% of the week" if share else "",
        steps=tuple(wording.step_rows(session["steps"], unit)),
        breaches=new_breaches(before, after, unit=unit),
    )


def _place(response: Json, ingredient: str) -> tuple[Json, Json] | None:
    """The first session of this ingredient in the fullest maintenance week, without one in the fullest week."""
    places = [
        (week, session)
        for week in response["weeks"]
        for session in week["sessions"]
        if session["ingredient"] == ingredient
    ]
    return max(places, key=lambda place: (place[0]["kind"] == "maintenance", place[0]["distance_m"]), default=None)


@cache
def _usual_plan(level: Ability) -> tuple[Json, Json]:
    """New York to Boston on a usual week of this level."""
    request: Json = {
        "version": 1,
        "today": "2026-11-04",
        "athlete": {"years_running": YEARS[level], "usual_run_days": 5 if level != "beginner" else 4},
        "history": {"baseline_m": USUAL_KM[level] * KM, "baseline_long_m": USUAL_KM[level] * KM / 3},
        "fall_race": {"date": "2026-11-01", "distance_m": 21_097.5, "status": "finished", "effort": "raced"},
        "a_race": {"date": "2027-04-19", "distance_m": 21_097.5},
        "spring_plan": {"weeks": 12},
    }
    return request, with_keys(plan_json(request))


@cache
def _built_in() -> tuple[tuple[str, Card], ...]:
    return tuple((row.ingredient, _card(row)) for row in LIBRARY.values() if row.ingredient != "race")


def _card(template: Template, *, number: int | None = None, is_archived: bool = False) -> Card:
    return Card(
        code=template.code,
        title=template.title,
        intent=template.intent,
        what="; ".join(_main_lines(template.main)) if template.main else "",
        levels="all levels" if len(template.levels) == 3 else ", ".join(template.levels),  # noqa: PLR2004
        number=number,
        is_archived=is_archived,
    )


def _own_card(workout: Workout) -> Card:
    template = load_workout(workout.document)
    if template is None:
        return Card(
            code=workout.code,
            title=workout.title,
            intent="It was made by an older release. Save it again.",
            what="",
            levels="",
            number=workout.number,
            is_archived=workout.is_archived,
        )
    return _card(template, number=workout.number, is_archived=workout.is_archived)


def _has(card: Card, ingredient: str, words: str) -> bool:
    said = f"{card.code} {card.title} {card.intent} {card.what} {Ingredient(ingredient).label}".casefold()
    return all(word in said for word in words.casefold().split())


def _main_lines(main: MainSet) -> Iterator[str]:
    """ "6–14 × 1 min fartlek, 1 min easy" """
    times = f"{main.fewest}" if main.fewest == main.most else f"{main.fewest}–{main.most}"
    groups = [(rep, len(list(same))) for rep, same in groupby(main.pattern)]
    if main.is_continuous:
        rep = main.pattern[0]
        amounts = [amount_of(bound * rep.seconds, bound * rep.metres) for bound in (main.fewest, main.most)]
        lead = f"Easy running, {main.lead:g} times as long; then " if main.lead else ""
        yield f"{lead}{' to '.join(dict.fromkeys(amounts))} {rep.zone} without a break"
    elif len(groups) == 1:
        yield f"{times} × {_rep(*groups[0])}"
    else:
        inside = " + ".join(_rep(*group) for group in groups)
        yield f"{times} × ({inside})" if main.most > 1 else inside


def _rep(rep: Rep, times: int) -> str:
    many = f"{times} × " if times > 1 else ""
    rest = f", {amount_of(rep.rest_s, rep.rest_m)} easy" if rep.rest_s or rep.rest_m else ""
    return f"{many}{amount_of(rep.seconds, rep.metres)} {rep.zone}{rest}"


def amount_of(seconds: float, metres: float) -> str:
    """ "90 s", "3 min", "800 m", "5 km" """
    if metres:
        return f"{metres / KM:g} km" if metres >= KM and not metres % KM else f"{metres:g} m"
    return f"{seconds / MINUTE_S:g} min" if seconds >= MINUTE_S and not seconds % 30 else f"{seconds:g} s"
