"""The address book of the site, read from the URLconf: for `dump_urls` and for the access tests."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from inspect import getclosurevars
from typing import Any

from django.urls import URLPattern, URLResolver

ROLES = {
    "is_coach": "coach",
    "has_desk": "coach or assistant",
    "is_athlete": "athlete",
    "is_staff": "staff",
    "sees_held_mail": "coach, assistant or staff",
}


@dataclass(frozen=True, slots=True)
class Route:
    name: str
    pattern: str
    methods: list[str] | None
    public_because: str | None
    role: str | None
    view: str


def routes(resolver: URLResolver, *, namespace: str = "", prefix: str = "") -> list[Route]:
    return list(_walk(resolver, namespace=namespace, prefix=prefix))


def _walk(resolver: URLResolver, *, namespace: str, prefix: str) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield _route(entry, namespace=namespace, pattern=pattern)
        else:
            inner = ":".join(part for part in (namespace, entry.namespace) if part)
            yield from _walk(entry, namespace=inner, prefix=pattern)


def _route(entry: URLPattern, *, namespace: str, pattern: str) -> Route:
    view = entry.callback
    name = ":".join(part for part in (namespace, entry.name or "") if part)
    return Route(
        name=name or pattern,
        pattern=pattern,
        methods=_methods(view),
        public_because=_public_because(view),
        role=ROLES.get(getattr(view, "role", "")),
        view=f"{view.__module__}.{getattr(view, '__qualname__', type(view).__name__)}",
    )


def _public_because(view: Callable[..., Any]) -> str | None:
    """None for what needs a sign-in; pages of libraries carry no reason of ours."""
    if getattr(view, "login_required", True):
        return None
    return getattr(view, "public_because", "one step of signing in or up")


def _methods(view: Callable[..., Any]) -> list[str] | None:
    """What `require_http_methods` or a class-based view allow; None where a function says nothing."""
    actions = getattr(view, "actions", None)
    if actions:
        return sorted(method.upper() for method in actions)
    kind = getattr(view, "view_class", None) or getattr(view, "cls", None)
    if kind is not None:
        return sorted(name.upper() for name in kind.http_method_names if hasattr(kind, name))
    return _required_methods(view)


def _required_methods(view: Callable[..., Any]) -> list[str] | None:
    """Django's decorator keeps its list in a closure, so each wrapper on the way to the view is asked."""
    layer: Any = view
    while layer is not None:
        listed = getclosurevars(layer).nonlocals.get("request_method_list") if hasattr(layer, "__closure__") else None
        if listed:
            return sorted(listed)
        layer = getattr(layer, "__wrapped__", None)
    return None
