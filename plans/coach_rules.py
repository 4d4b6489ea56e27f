"""A coach's own rules inside a request: `coach_rules` holds their number and the changes themselves.

Every answer to the request reads them there, so a draft is checked, edited, mended and undone by the rules it was made
with, whatever the coach has changed since. The contract ignores the field, as it does every one it does not know.
"""

import json
from functools import lru_cache
from typing import Any, Final

from plans.engine.policy import DEFAULT_POLICY, Policy
from plans.engine.policy.override import PolicyError, overridden

Json = dict[str, Any]

FIELD: Final = "coach_rules"


def policy_of(request: Json) -> Policy:
    """The rules that this request is answered by."""
    rules = request.get(FIELD)
    return policy_from(rules["changes"]) if rules else DEFAULT_POLICY


def policy_from(changes: Json) -> Policy:
    """Stored changes were good when they were stored; one whose rule has gone since is left out."""
    return _policy(json.dumps(changes)) if changes else DEFAULT_POLICY


def with_rules(request: Json, rules: Json | None) -> Json:
    """The same request under these rules; under the usual ones for None, or where nothing is changed."""
    plain = {name: value for name, value in request.items() if name != FIELD}
    return plain | {FIELD: rules} if rules and rules["changes"] else plain


def changes_in(request: Json) -> Json:
    changes: Json = (request.get(FIELD) or {}).get("changes", {})
    return changes


@lru_cache(maxsize=128)
def _policy(changes: str) -> Policy:
    policy = DEFAULT_POLICY
    for name, value in json.loads(changes).items():
        try:
            policy = overridden(policy, {name: value})
        except PolicyError:
            continue
    return policy
