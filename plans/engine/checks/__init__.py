"""The forty invariants of planning.md section 7: the engine's own judge, used by the planner and by tests."""

from dataclasses import replace
from itertools import chain

from plans.engine.checks.ground import Ground
from plans.engine.checks.ingredients import ingredient_checks
from plans.engine.checks.intensity import intensity_checks
from plans.engine.checks.long_run import long_run_checks
from plans.engine.checks.readiness import readiness_checks
from plans.engine.checks.spacing import spacing_checks
from plans.engine.checks.volume import volume_checks
from plans.engine.policy import DEFAULT_POLICY, Policy
from plans.engine.request import PlanRequest
from plans.engine.response import Check, PlanResponse
from plans.engine.runner import own_policy

__all__ = ["checks", "errors", "overridden"]

THEMES = (volume_checks, long_run_checks, intensity_checks, spacing_checks, ingredient_checks, readiness_checks)


def checks(request: PlanRequest, response: PlanResponse, *, policy: Policy = DEFAULT_POLICY) -> tuple[Check, ...]:
    """Every invariant that applies to this plan, by id, each with its measured value.

    A response with an error has none. The plan's own `checks` are not looked at.
    """
    if response.error is not None:
        return ()
    if response.ability is not None:
        policy = own_policy(request.athlete, response.paces, response.ability, policy=policy)
    ground = Ground(request=request, response=response, policy=policy)
    return tuple(sorted(chain.from_iterable(theme(ground) for theme in THEMES), key=lambda check: check.id))


def errors(found: tuple[Check, ...]) -> tuple[Check, ...]:
    """The breaches that a plan must not be shown with."""
    return tuple(check for check in found if not check.ok and check.severity == "error" and not check.overridden_by)


def overridden(found: tuple[Check, ...], *, by: str) -> tuple[Check, ...]:
    """The same checks after a coach's edit: every breach carries who took it on themselves."""
    return tuple(check if check.ok else replace(check, overridden_by=by) for check in found)
