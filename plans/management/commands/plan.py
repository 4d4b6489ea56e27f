"""`manage.py plan`: the planning engine on the command line, as contract.md describes it."""

from typing import Any

from plans.engine.contract import dump
from plans.engine.planner import plan_json
from plans.engine.response import Error, PlanResponse
from plans.management.answering import AnsweringCommand


class Command(AnsweringCommand):
    help = "Answer planning requests: JSON in, JSON out, no database."

    def answer(self, text: bytes) -> dict[str, Any]:
        return plan_json(text)

    def refuse(self, message: str) -> dict[str, Any]:
        return dump(PlanResponse(error=Error(code="E_INPUT", message=message)))
