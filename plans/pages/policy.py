"""A coach's rules on a page: what a coach usually turns first, then every rule by section; and what two versions differ in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from math import isinf
from typing import Any, Final, NamedTuple

from plans.coach_rules import policy_from
from plans.engine.contract import load_response
from plans.engine.policy import KM, ByLevel
from plans.engine.policy.override import Rule, Setting, changes_of, rules, settings_of
from plans.models import CoachPolicy, OffSeason
from plans.pages.factors import cut_text
from plans.words.policy import DIALS, PARTS, SECTIONS, TAGS, scale_of, status_word, title_of

Json = dict[str, Any]

TURNED: Final = {name: f"{dial.title}: {label}" for dial in DIALS for name, label in dial.settings}
UNNAMED: Final = frozenset({"1", "fractions"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One field: `usual` is what an empty one means."""

    name: str
    label: str
    unit: str
    usual: str
    value: str
    errors: Sequence[str]
    is_mine: bool

    @property
    def is_wide(self) -> bool:
        return "," in self.usual


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A rule with its fields, or a dial, which may join several rules. `evidence` says where the figures come from."""

    name: str
    title: str
    text: str
    evidence: str
    boxes: tuple[Box, ...]
    is_hidden: bool

    @property
    def is_mine(self) -> bool:
        return any(box.is_mine for box in self.boxes)

    @property
    def words(self) -> str:
        """What a search looks through."""
        names = " ".join(box.name for box in self.boxes)
        return f"{self.title} {self.text} {names} {self.evidence}".casefold()


class Section(NamedTuple):
    title: str
    rows: tuple[Row, ...]
    mine: int
    is_open: bool
    is_hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyPage:
    dials: tuple[Row, ...]
    sections: tuple[Section, ...]
    mine: int
    found: int
    wrong: tuple[tuple[str, str, str], ...]


class Difference(NamedTuple):
    title: str
    before: str
    after: str


class VersionLine(NamedTuple):
    number: int
    at: datetime
    who: str
    changed: tuple[Difference, ...]
    is_in_force: bool


class TouchedLine(NamedTuple):
    off_season: OffSeason
    before: str
    after: str
    was: str
    becomes: str
    days: int


class Search(NamedTuple):
    """What the reader looks for; `is_mine` asks for the rules they changed."""

    words: str = ""
    is_mine: bool = False

    def finds(self, row: Row) -> bool:
        said = row.words
        return (row.is_mine or not self.is_mine) and all(word in said for word in self.words.casefold().split())


EVERYTHING: Final = Search()


def policy_page(
    values: Mapping[str, str], errors: Mapping[str, Sequence[str]], *, present: Json, search: Search
) -> PolicyPage:
    """`values` and `errors` by the name of a setting; `present` are the changes in force."""
    boxes = {box.name: box for rule in rules() for box in _boxes(rule, values, errors, present)}
    dials = tuple(_found(_dial_row(number, boxes), search) for number in range(len(DIALS)))
    sections = tuple(_sections(boxes, search))
    rows = [*dials, *(row for section in sections for row in section.rows)]
    return PolicyPage(
        dials=dials,
        sections=sections,
        mine=len(present),
        found=sum(not row.is_hidden for row in rows),
        wrong=tuple((box.name, row.title, error) for row in rows for box in row.boxes for error in box.errors),
    )


def differences(before: Json, after: Json) -> tuple[Difference, ...]:
    """What two sets of changes say otherwise, in figures; "usual" where a rule is not touched."""
    if before == after:
        return ()
    one, other = (changes_of(policy_from(changes)) for changes in (before, after))
    names = [name for name in named() if one.get(name) != other.get(name)]
    return tuple(Difference(full_title(name), said(name, one), said(name, other)) for name in names)


def history(versions: Sequence[CoachPolicy]) -> tuple[VersionLine, ...]:
    """Newest first, as they come; each against the one before it."""
    earlier: list[CoachPolicy | None] = [*versions[1:], None][: len(versions)]
    return tuple(
        VersionLine(
            number=version.number,
            at=version.at,
            who=version.by.get_full_name() if version.by else "",
            changed=differences(before.changes if before else {}, version.changes),
            is_in_force=version is versions[0],
        )
        for version, before in zip(versions, earlier, strict=True)
    )


def touched_line(off_season: OffSeason, before: Json, after: Json) -> TouchedLine:
    """One plan that would differ: its settled week and its status, and how many days read otherwise."""
    unit = off_season.athlete.unit
    texts = [cut_text(load_response(response), unit) for response in (before, after)]
    return TouchedLine(
        off_season=off_season,
        before=texts[0] or "–",
        after=texts[1] or "–",
        was=status_word(before),
        becomes=status_word(after),
        days=_days_between(before, after),
    )


@cache
def named() -> dict[str, tuple[Rule, Setting]]:
    """Every setting with its rule: what a coach usually turns first."""
    found = {setting.name: (rule, setting) for rule in rules() for setting in settings_of(rule)}
    return {name: found[name] for name in (*TURNED, *found)}


def full_title(name: str) -> str:
    """The rule's title, with which part of it is meant."""
    if name in TURNED:
        return TURNED[name]
    rule, setting = named()[name]
    part = _part(rule, setting)
    title = f"{SECTIONS[name.partition('.')[0]]}: {title_of(rule.name)}"
    return f"{title}, {part}" if part else title


def said(name: str, changes: Json) -> str:
    """The figure of a setting under these changes, with its unit; the usual one is called so."""
    rule, setting = named()[name]
    scale = scale_of(rule.evidence.unit, setting.value)
    value = changes.get(name, setting.value)
    text = scale.say(tuple(value) if isinstance(value, list) else value)
    unit = scale.unit.partition(" of ")[0] if scale.unit.startswith("%") else f" {scale.unit}" if scale.unit else ""
    return f"{text}{unit}" if name in changes else f"{text}{unit} (usual)"


def _boxes(rule: Rule, values: Mapping[str, str], errors: Mapping[str, Sequence[str]], present: Json) -> Iterator[Box]:
    for setting in settings_of(rule):
        scale = scale_of(rule.evidence.unit, setting.value)
        yield Box(
            name=setting.name,
            label=_part(rule, setting),
            unit=scale.unit,
            usual=scale.say(setting.value),
            value=values.get(setting.name, ""),
            errors=errors.get(setting.name, ()),
            is_mine=setting.name in present,
        )


def _part(rule: Rule, setting: Setting) -> str:
    """ "beginner"; "marathon, fast"; the row's number where a row has no name"""
    if not setting.part:
        return ""
    first, _, rest = setting.part.partition(".")
    row = rule.value[int(first)] if first.isdigit() and isinstance(rule.value, tuple) else None
    name, part = _row_name(first, row), rest.rpartition(".")[2]
    return f"{name}, {PARTS.get(part, part)}" if part and part not in UNNAMED else name


def _row_name(first: str, row: Any) -> str:
    if row is None:
        return first
    if isinstance(row, int | float):
        return "effort"
    if hasattr(row, "distance_m"):
        return f"{row.distance_m / KM:.4g} km"
    if isinstance(row, tuple) and isinstance(row[0], str):
        return str(row[0])
    if isinstance(row, tuple) and isinstance(row[-1], ByLevel):
        return "longer races" if isinf(row[0]) else f"up to {row[0] / KM:g} km"
    return f"row {int(first) + 1}"


def _dial_row(number: int, boxes: Mapping[str, Box]) -> Row:
    dial = DIALS[number]
    return Row(
        name=f"dial-{number}",
        title=dial.title,
        text=dial.text,
        evidence="; ".join(dict.fromkeys(_source(named()[name][0]) for name, _ in dial.settings)),
        boxes=tuple(replace(boxes[name], label=label) for name, label in dial.settings),
        is_hidden=False,
    )


def _sections(boxes: Mapping[str, Box], search: Search) -> Iterator[Section]:
    for name in SECTIONS:
        group = [rule for rule in rules() if rule.name.startswith(f"{name}.")]
        rows = tuple(_found(row, search) for rule in group if (row := _row(rule, boxes)).boxes or not _is_above(rule))
        shown = [row for row in rows if not row.is_hidden]
        yield Section(
            title=SECTIONS[name],
            rows=rows,
            mine=sum(box.is_mine for row in rows for box in row.boxes),
            is_open=bool(shown) and (search != EVERYTHING or any(box.errors for row in rows for box in row.boxes)),
            is_hidden=not shown,
        )


def _row(rule: Rule, boxes: Mapping[str, Box]) -> Row:
    return Row(
        name=rule.name,
        title=title_of(rule.name),
        text=f"{rule.name}, section {rule.evidence.section}",
        evidence=_source(rule),
        boxes=tuple(boxes[one.name] for one in settings_of(rule) if one.name not in TURNED),
        is_hidden=False,
    )


def _source(rule: Rule) -> str:
    """ "read in its source: Daniels" """
    source = rule.evidence.source.removeprefix("the coach").removeprefix(": ")
    return f"{TAGS[rule.evidence.tag]}{': ' if source else ''}{source}"


def _is_above(rule: Rule) -> bool:
    return any(one.name in TURNED for one in settings_of(rule))


def _found(row: Row, search: Search) -> Row:
    return replace(row, is_hidden=not search.finds(row))


def _days_between(before: Json, after: Json) -> int:
    one, other = (_by_day(response) for response in (before, after))
    return sum(one.get(day) != other.get(day) for day in one.keys() | other.keys())


def _by_day(response: Json) -> dict[str, list[tuple[str, int, int]]]:
    days: dict[str, list[tuple[str, int, int]]] = {}
    for week in response["weeks"]:
        for session in week["sessions"]:
            said_of = (session["title"], session["distance_m"], session["duration_s"])
            days.setdefault(session["date"], []).append(said_of)
    return days
