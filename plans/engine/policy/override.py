"""A coach's own numbers: the default policy with some fields set otherwise, each by its dotted name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from difflib import get_close_matches
from math import isfinite
from typing import Any

from plans.engine.policy import DEFAULT_POLICY, Policy
from plans.engine.policy.rule import Evidence

FURTHEST = 10  # times the usual value: further off is a slip of the pen, and a plan that takes for ever


class PolicyError(ValueError):
    """A name that no rule has, or a value that does not fit the rule; says which and what would fit."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One number of the policy under its name, such as `cut.start`, with what it is worth and where it comes from."""

    name: str
    value: Any
    evidence: Evidence


def rules(policy: Policy = DEFAULT_POLICY) -> Iterator[Rule]:
    """Every number there is, in the order of the policy."""
    for group in fields(policy):
        section = getattr(policy, group.name)
        for one in fields(section):
            yield Rule(f"{group.name}.{one.name}", getattr(section, one.name), one.metadata["evidence"])


@dataclass(frozen=True, slots=True)
class Setting:
    """What is set in one go: a number, or numbers that belong together. `part` names it inside its rule, `""` alone."""

    name: str
    value: float | tuple[float, ...]
    part: str = ""


def settings_of(rule: Rule) -> Iterator[Setting]:
    """The numbers of one rule, each under the name that `overridden` takes; what is no number cannot be set."""
    yield from _settings(rule.value, rule.name, "")


def changes_of(policy: Policy) -> dict[str, Any]:
    """What is otherwise than usual in this policy, ready for JSON: the shortest changes that lead to it."""
    usual = {one.name: one.value for rule in rules() for one in settings_of(rule)}
    mine = ((one.name, one.value) for rule in rules(policy) for one in settings_of(rule))
    return {name: list(value) if isinstance(value, tuple) else value for name, value in mine if value != usual[name]}


def overridden(policy: Policy, changes: Mapping[str, Any]) -> Policy:
    """The policy with `changes` by dotted name, such as `{"cut.start": 0.28}` or `{"week.run_days.beginner": 3}`.

    Raises PolicyError for an unknown name, and for a value of another shape than the default has: a number for a
    number, as many numbers as there are in a tuple, none far from the usual one. Whether the numbers make good training is the coach's to know;
    the invariants still judge every plan.
    """
    for name, value in changes.items():
        policy = _with(policy, name.split("."), value, name)
    return policy


def _settings(value: Any, name: str, part: str) -> Iterator[Setting]:
    if _is_number(value) or (isinstance(value, tuple) and all(map(_is_number, value))):
        yield Setting(name, value, part)
        return
    parts = _parts(value)
    is_row = isinstance(value, tuple) and any(map(is_dataclass, value))
    for below, one in parts.items():
        if below == "distance_m" or (is_row and _is_number(one)):
            continue  # which race a row of a table is about: its name, not its figure
        yield from _settings(one, f"{name}.{below}", f"{part}.{below}" if part else below)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and isfinite(value)


def _with(owner: Any, path: list[str], value: Any, name: str) -> Any:
    if not path:
        return _fitting(value, owner, name)
    first, *rest = path
    parts = _parts(owner)
    if first not in parts:
        near = get_close_matches(first, parts, n=1) or list(parts)
        raise PolicyError(f"{name}: no rule {first!r}; there is {', '.join(near) or 'nothing below'}")
    new = _with(parts[first], rest, value, name)
    if isinstance(owner, tuple):
        return tuple(new if at == first else old for at, old in parts.items())
    return replace(owner, **{first: new})


def _parts(owner: Any) -> dict[str, Any]:
    """What stands below: a section's rules by name, the rows of a table by number from 0."""
    if is_dataclass(owner):
        return {one.name: getattr(owner, one.name) for one in fields(owner)}
    return {str(at): part for at, part in enumerate(owner)} if isinstance(owner, tuple) else {}


def _fitting(value: Any, old: Any, name: str) -> Any:
    """The value in the old one's shape."""
    if is_dataclass(old):
        raise PolicyError(f"{name}: set its parts, such as {name}.{next(iter(_parts(old)))}")
    if isinstance(old, tuple):
        if not isinstance(value, list | tuple) or len(value) != len(old):
            raise PolicyError(f"{name}: as many values are needed as in {list(old)}")
        return tuple(_fitting(new, one, f"{name}.{at}") for at, (new, one) in enumerate(zip(value, old, strict=True)))
    if old is None or isinstance(old, str):
        raise PolicyError(f"{name}: {old!r} is no number that could be set")
    return _number(value, old, name)


def _number(value: Any, old: float, name: str) -> float:
    if isinstance(value, bool) or not (isinstance(value, int) or (isinstance(value, float) and isfinite(value))):
        raise PolicyError(f"{name}: a number is needed, such as {old}")
    if value < 0 <= old:
        raise PolicyError(f"{name}: not below zero")
    if abs(value) > FURTHEST * max(abs(old), 1):
        raise PolicyError(f"{name}: at most {FURTHEST * max(abs(old), 1):g}, ten times the usual")
    if isinstance(old, int) and value != int(value):
        raise PolicyError(f"{name}: a whole number is needed, such as {old}")
    return int(value) if isinstance(old, int) else float(value)
