"""What the engine checked of a plan, for every page that shows one: by theme, and what is not kept first."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Final

from plans.engine.response import Check, PlanResponse
from plans.words.checks import STATE_WORDS, THEMES, Reader, State, headline, measured, rule_of

MARKS: Final[dict[State, str]] = {"kept": "done", "look": "hint", "broken": "stop", "taken": "moved"}
CALM_MARKS: Final[dict[State, str]] = MARKS | {"look": "wait", "broken": "wait"}
ORDER: Final[tuple[State, ...]] = ("broken", "look", "taken")
FIRST: Final[dict[Reader, str]] = {"coach": "Not kept", "athlete": "Not quite kept", "own": "Not quite kept"}
LATER: Final = "It concerns a week that is not open yet."
PLACE: Final = re.compile(r"\bweeks? (\d+)|\b(\d{4}-\d{2}-\d{2})\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckLine:
    """`mark` is the shape before it, `word` what the shape means."""

    id: str
    title: str
    detail: str
    state: State
    mark: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckGroup:
    name: str
    lines: tuple[CheckLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckList:
    headline: str
    groups: tuple[CheckGroup, ...]
    has_ids: bool


def check_list(
    plan: PlanResponse, *, unit: str, reader: Reader, has_ids: bool = False, open_until: date | None = None
) -> CheckList | None:
    """None for a plan without weeks: there is nothing that a rule could measure.

    `open_until`: the last day the reader may see; where a later one breaks a rule they learn no more than that.
    """
    if not plan.weeks:
        return None
    lines = [_line(check, plan, unit=unit, reader=reader, open_until=open_until) for check in plan.checks]
    counts = {state: sum(line.state == state for line in lines) for state in MARKS}
    return CheckList(
        headline=headline(
            kept=counts["kept"], looked=counts["look"] + counts["broken"], taken=counts["taken"], reader=reader
        ),
        groups=tuple(_groups(lines, first=FIRST[reader])),
        has_ids=has_ids,
    )


def _line(check: Check, plan: PlanResponse, *, unit: str, reader: Reader, open_until: date | None) -> CheckLine:
    rule, state = rule_of(check.id), _state(check)
    shown = check.detail if check.ok or open_until is None else _until(check.detail, plan, day=open_until)
    return CheckLine(
        id=check.id,
        title=rule.title if reader == "coach" else rule.yours,
        detail=measured(check.id, shown, unit=unit) if shown else LATER,
        state=state,
        mark=(MARKS if reader == "coach" else CALM_MARKS)[state],
        word=STATE_WORDS[reader][state],
    )


def _state(check: Check) -> State:
    if check.ok:
        return "kept"
    if check.overridden_by:
        return "taken"
    return "broken" if check.severity == "error" else "look"


def _until(detail: str, plan: PlanResponse, *, day: date) -> str:
    """Only the breaches whose days are open; each names its week or its date."""
    starts = {week.index: week.start for week in plan.weeks}
    return "; ".join(
        place
        for place in detail.split("; ")
        if all(
            (date.fromisoformat(iso) if iso else starts.get(int(week), date.max)) <= day
            for week, iso in PLACE.findall(place)
        )
    )


def _groups(lines: Iterable[CheckLine], *, first: str) -> Iterator[CheckGroup]:
    by_state = {state: [line for line in lines if line.state == state] for state in MARKS}
    not_kept = tuple(chain.from_iterable(by_state[state] for state in ORDER))
    if not_kept:
        yield CheckGroup(name=first, lines=not_kept)
    for theme in THEMES:
        kept = tuple(line for line in by_state["kept"] if rule_of(line.id).theme == theme)
        if kept:
            yield CheckGroup(name=theme, lines=kept)
