"""`manage.py plan`: the planning engine on the command line, as contract.md describes it.

A coach's own numbers go with it: `--set cut.start=0.28`; `--rules` says which there are.
"""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from plans.engine.contract import dump
from plans.engine.planner import plan_json
from plans.engine.policy import DEFAULT_POLICY, Policy
from plans.engine.policy.override import PolicyError, overridden, rules
from plans.engine.response import Error, PlanResponse
from plans.management.answering import AnsweringCommand


class Command(AnsweringCommand):
    help = "Answer planning requests: JSON in, JSON out, no database."
    policy: Policy = DEFAULT_POLICY

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="set a rule otherwise")
        parser.add_argument("--rules", action="store_true", help="list every rule with its value, unit and source")

    def handle(self, *, file: str | None, jsonl: bool, **options: Any) -> None:
        self.policy = _policy(options["set"])
        if options["rules"]:
            self.stdout.write("\n".join(_lines(self.policy)))
        else:
            super().handle(file=file, jsonl=jsonl)

    def answer(self, text: bytes) -> dict[str, Any]:
        return plan_json(text, policy=self.policy)

    def refuse(self, message: str) -> dict[str, Any]:
        return dump(PlanResponse(error=Error(code="E_INPUT", message=message)))


def _policy(changes: list[str]) -> Policy:
    policy = DEFAULT_POLICY
    for change in changes:
        name, _, value = change.partition("=")
        try:
            policy = overridden(policy, {name: json.loads(value)})
        except json.JSONDecodeError:
            raise CommandError(f"--set {change}: a number is needed, as in --set cut.start=0.28") from None
        except PolicyError as unfit:
            raise CommandError(f"--set {unfit}") from None
    return policy


def _lines(policy: Policy) -> list[str]:
    return [
        f"{rule.name} = {rule.value} ({rule.evidence.unit}; {rule.evidence.section}, {rule.evidence.tag}"
        f"{'; ' if rule.evidence.source else ''}{rule.evidence.source})"
        for rule in rules(policy)
    ]
