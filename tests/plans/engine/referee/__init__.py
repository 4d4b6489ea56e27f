"""An independent referee for generated plans: planning.md section 7, its errors, judged from the sessions alone.

Nothing here imports the engine. Of a response only its header (status, flags, ability, baseline, cut, spring_plan,
phases) and its sessions are believed; totals, hard days, fast workouts, run days and longest runs are counted anew.
Where the text leaves a choice, the engine's decision is followed and said in a comment that begins with "Decided:".
"""

from tests.plans.engine.referee import availability, ending, fast, long_run, spacing, volume
from tests.plans.engine.referee.case import Case
from tests.plans.engine.referee.tables import Document

RULES = {
    **volume.RULES, **long_run.RULES, **fast.RULES, **spacing.RULES, **availability.RULES, **ending.RULES,
}  # fmt: skip
# Decided: under MULTI_RACE, which leads to a race and not to a plan, readiness is not judged.
READINESS = ("INV-08", "INV-09", "INV-39")
SPACING = ("INV-26", "INV-27")


def judged(request: Document, response: Document) -> dict[str, list[str]]:
    """Every error-level rule that applies to this plan, with its breaches; a plan without weeks has none."""
    if not response["weeks"]:
        return {}
    case = Case(request, response)
    found = {rule: judge(case) for rule, judge in RULES.items() if is_error(rule, case)}
    return {rule: breaches for rule, breaches in found.items() if breaches is not None}


def is_error(rule: str, case: Case) -> bool:
    """The table's severity with the exemptions of section 7."""
    if rule in SPACING:
        return "SPACING_RELAXED" not in case.flags
    return rule not in READINESS or case.status in {"OK", "SPLIT"}
