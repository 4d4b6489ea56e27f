"""JSON in, JSON out: the only place where the engine meets text.

Errors name the path of the offending field, as contract.md asks.
"""

import json
from functools import cache
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json

from plans.engine.request import PlanRequest
from plans.engine.response import Error, PlanResponse, Session

__all__ = [
    "ContractError",
    "dump",
    "dump_session",
    "load_request",
    "load_response",
    "load_session",
    "merge_patch",
]


class ContractError(Exception):
    """The text is no request; `error` says which field to change."""

    def __init__(self, error: Error) -> None:
        super().__init__(error.message)
        self.error = error


@cache
def _requests() -> TypeAdapter[PlanRequest]:
    return TypeAdapter(PlanRequest)


@cache
def _sessions() -> TypeAdapter[Session]:
    return TypeAdapter(Session)


@cache
def _responses() -> TypeAdapter[PlanResponse]:
    return TypeAdapter(PlanResponse)


def load_request(source: str | bytes | dict[str, Any]) -> PlanRequest:
    """Read one request from JSON text, or from what JSON text gave.

    Raises ContractError (`E_INPUT`) with the field's path for anything that is not of contract.md's shape.
    """
    try:
        return _requests().validate_json(_without_nulls(source), strict=True)
    except ValidationError as invalid:
        raise ContractError(_first_error(invalid)) from None
    except (ValueError, RecursionError) as invalid:
        raise ContractError(Error(code="E_INPUT", message=f"request: {invalid}")) from None


def _without_nulls(source: str | bytes | dict[str, Any]) -> str | bytes:
    """The request's JSON text, null fields left out: a missing optional field means null, and null that it is missing."""
    if isinstance(source, str) and "null" not in source:
        return source
    if isinstance(source, bytes) and b"null" not in source:
        return source
    document = from_json(source, allow_inf_nan=True) if isinstance(source, str | bytes) else source
    return json.dumps(_stripped(document), allow_nan=True)


def _stripped(node: Any) -> Any:
    if isinstance(node, dict):
        return {name: _stripped(value) for name, value in node.items() if value is not None}
    return [_stripped(element) for element in node] if isinstance(node, list) else node


def load_response(source: str | bytes | dict[str, Any]) -> PlanResponse:
    text = source if isinstance(source, str | bytes) else json.dumps(source)
    return _responses().validate_json(text)


def dump(answer: PlanRequest | PlanResponse) -> dict[str, Any]:
    """The dataclass as JSON-ready dicts and lists, dates as text, keys in the contract's order."""
    adapter: TypeAdapter[Any] = _requests() if isinstance(answer, PlanRequest) else _responses()
    dumped: dict[str, Any] = adapter.dump_python(answer, mode="json")
    return dumped


def load_session(source: dict[str, Any]) -> Session:
    return _sessions().validate_json(json.dumps(source))


def dump_session(session: Session) -> dict[str, Any]:
    dumped: dict[str, Any] = _sessions().dump_python(session, mode="json")
    return dumped


def merge_patch(document: Any, patch: Any) -> Any:
    """Apply a JSON merge patch (RFC 7396): null removes, objects merge, all else replaces."""
    if not isinstance(patch, dict):
        return patch
    merged = dict(document) if isinstance(document, dict) else {}
    for key, change in patch.items():
        if change is None:
            merged.pop(key, None)
        else:
            merged[key] = merge_patch(merged.get(key), change)
    return merged


def _first_error(invalid: ValidationError) -> Error:
    first = invalid.errors(include_url=False, include_context=False, include_input=False)[0]
    path = ".".join(str(part) for part in first["loc"]) or "request"
    return Error(code="E_INPUT", message=f"{path}: {first['msg']}")
