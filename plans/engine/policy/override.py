"""A coach's own numbers: the default policy with some fields set otherwise, each by its dotted name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from difflib import get_close_matches
from math import isfinite
from typing import Any

from plans.engine.policy import DEFAULT_POLICY, Policy
from plans.engine.policy.rule import Evidence


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


def overridden(policy: Policy, changes: Mapping[str, Any]) -> Policy:
    """The policy with `changes` by dotted name, such as `{"cut.start": 0.28}` or `{"week.run_days.beginner": 3}`.

    Raises PolicyError for an unknown name, and for a value of another shape than the default has: a number for a
    number, as many numbers as there are in a tuple. Whether the numbers make good training is the coach's to know;
    the invariants still judge every plan.
    """
    for name, value in changes.items():
        policy = _with(policy, name.split("."), value, name)
    return policy


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
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise PolicyError(f"{name}: a number is needed, such as {old}")
    if value < 0 <= old:
        raise PolicyError(f"{name}: not below zero")
    if isinstance(old, int) and value != int(value):
        raise PolicyError(f"{name}: a whole number is needed, such as {old}")
    return int(value) if isinstance(old, int) else float(value)
