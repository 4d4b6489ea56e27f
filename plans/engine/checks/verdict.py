"""How an invariant's answer is told, and steps as the invariants count them."""

from collections.abc import Iterator, Sequence

from plans.engine.response import Check, Severity, Step

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


def stride_steps(steps: Sequence[Step]) -> Iterator[Step]:
    for step in steps:
        if step.kind == "stride":
            yield step
        elif step.steps:
            yield from stride_steps(step.steps)
