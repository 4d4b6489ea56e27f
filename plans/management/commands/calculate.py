"""`manage.py calculate`: the engine's calculators on the command line, as contract.md describes them."""

from typing import Any

from plans.engine.calculators import calculate
from plans.management.answering import AnsweringCommand


class Command(AnsweringCommand):
    help = "Answer calculator requests: JSON in, JSON out, no database."

    def answer(self, text: bytes) -> dict[str, Any]:
        return calculate(text)

    def refuse(self, message: str) -> dict[str, Any]:
        return {"calculate": None, "result": None, "error": {"code": "E_INPUT", "message": message}}
