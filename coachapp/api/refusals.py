"""What every call may answer instead, added to the schema once and not to each view."""

from typing import Any

Json = dict[str, Any]

REFUSALS = {
    "400": "Not JSON, or a field is wrong.",
    "401": "No session, and no token that works.",
    "403": "You may see it, not change it; or the CSRF token is missing.",
    "404": "There is none, or it is not yours to know of.",
    "413": "The body is too large.",
    "429": "Too many requests: Retry-After says when to come back.",
}
PROBLEM = {
    "type": "object",
    "description": "What is wrong: `detail`, or for each wrong field a list of reasons under its name.",
    "properties": {"detail": {"type": "string"}},
    "additionalProperties": {"type": "array", "items": {"type": "string"}},
}


def with_refusals(result: Json, **_: Any) -> Json:
    """A hook of drf-spectacular's."""
    result["components"]["schemas"]["Problem"] = PROBLEM
    for calls in result["paths"].values():
        for method, call in calls.items():
            for status in _refusals(method, call):
                call["responses"].setdefault(status, _problem(status))
    return result


def _refusals(method: str, call: Json) -> list[str]:
    asked = call.get("parameters", ())
    judged = ["400"] if "requestBody" in call or any(one["in"] == "query" for one in asked) else []
    hidden = ["404"] if any(one["schema"].get("format") == "uuid" for one in asked) else []
    large = ["413"] if "requestBody" in call else []
    changing = ["403"] if method != "get" else []
    return [*judged, "401", *changing, *hidden, *large, "429"]


def _problem(status: str) -> Json:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": REFUSALS[status], "content": {"application/json": {"schema": schema}}}
