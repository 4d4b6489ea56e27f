"""How an invariant's answer is told, and steps as the invariants count them."""

from collections import Counter
from collections.abc import Iterator, Sequence

from plans.engine.library import LIBRARY, family_of
from plans.engine.response import Check, Session, Severity, Step

TOLD = 3  # so many breaches are told in one line; the rest are counted


def verdict(name: str, breaches: Sequence[str], measured: str, *, severity: Severity = "error") -> Check:
    """The check's line: what was measured, or where it fails."""
    if not breaches:
        return Check(id=name, ok=True, severity=severity, detail=measured)
    more = f" and {len(breaches) - TOLD} more" if len(breaches) > TOLD else ""
    return Check(id=name, ok=False, severity=severity, detail=f"{'; '.join(breaches[:TOLD])}{more}")


def work_steps(steps: Sequence[Step]) -> Iterator[Step]:
    """Every `work` step as often as it is run."""
    for step in steps:
        if step.kind == "work":
            yield step
        elif step.steps:
            for _ in range(step.count or 1):
                yield from work_steps(step.steps)


def family_in(session: Session) -> str | None:
    """The kind of fast running that a session is; a coach's own workout tells it by its steps."""
    if session.code in LIBRARY:
        return family_of(session.code)
    seconds: Counter[str] = Counter()
    for step in work_steps(session.steps):
        seconds[step.name or ""] += round(step.duration_s or (step.distance_m or 0) / 4)
    return max(seconds, key=lambda zone: seconds[zone]) if seconds and session.ingredient == "fast" else None


def stride_steps(steps: Sequence[Step]) -> Iterator[Step]:
    for step in steps:
        if step.kind == "stride":
            yield step
        elif step.steps:
            yield from stride_steps(step.steps)
