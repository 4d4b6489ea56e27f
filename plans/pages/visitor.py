"""What a visitor gets for a request: the plan, its page, and the ways out as requests ready to be sent."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from plans import free_plan
from plans.engine.contract import ContractError, dump, load_request, merge_patch
from plans.engine.planner import plan
from plans.engine.request import PlanRequest
from plans.engine.response import PlanResponse
from plans.pages.plan import SeasonPage, season_page
from plans.words.coach import way_out


@dataclass(frozen=True, slots=True, kw_only=True)
class WayOut:
    """A remedy as one button: `carried` is the request with the change in it."""

    text: str
    carried: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitorPlan:
    request: PlanRequest
    plan: PlanResponse
    page: SeasonPage
    carried: str
    ways_out: tuple[WayOut, ...]

    @property
    def is_whole(self) -> bool:
        """Are there weeks to keep?"""
        return bool(self.plan.weeks)


def visitor_plan(request: PlanRequest, *, today: date) -> VisitorPlan:
    answer = plan(request)
    return VisitorPlan(
        request=request,
        plan=answer,
        page=season_page(request, answer, today=today),
        carried=free_plan.carry(request),
        ways_out=tuple(_ways_out(request, answer)),
    )


def read_plan(carried: str | dict[str, Any] | None, *, today: date) -> VisitorPlan | None:
    """The plan that goes with a question. None where there is none, or none that can be read."""
    if not carried:
        return None
    try:
        request = load_request(carried)
    except ContractError:
        return None
    return visitor_plan(request, today=today)


def _ways_out(request: PlanRequest, answer: PlanResponse) -> list[WayOut]:
    """A remedy whose change does not read as a request is left out: a button has to work."""
    document, ways = dump(request), []
    for remedy in answer.remedies:
        try:
            changed = load_request(merge_patch(document, remedy.change))
        except ContractError:
            continue
        ways.append(WayOut(text=way_out(remedy.text), carried=free_plan.carry(changed)))
    return ways
