"""Who may use a view at all. Which rows they then see is the QuerySets' affair (`visible_to`, `editable_by`).

Everything is closed to the anonymous (LoginRequiredMiddleware) unless it is marked public here, with its reason.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from allauth.account.decorators import reauthentication_required
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def public(reason: str) -> Callable[[View], View]:
    """Open to everybody, and why."""

    def mark(view: View) -> View:
        opened = login_not_required(view)
        opened.public_because = reason  # type: ignore[attr-defined]  # read by `manage.py dump_urls`
        return opened

    return mark


def desk_only(view: View) -> View:
    """For a coach and who assists them; for others the page does not exist."""
    return _only_with("has_desk", view)


def coach_only(view: View) -> View:
    """For the coach in person: who assists them is told so, for others the page does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user: Any = request.user
        if getattr(user, "is_coach", False):
            return view(request, *args, **kwargs)
        if getattr(user, "is_assistant", False):
            raise only_by(user.desk)
        raise Http404

    guarded.role = "is_coach"  # type: ignore[attr-defined]  # read by `manage.py dump_urls`
    return cast("View", guarded)


def athlete_only(view: View) -> View:
    """For people with an athlete profile; for others the page does not exist."""
    return _only_with("is_athlete", view)


def operator_only(view: View) -> View:
    """For staff; for others the page does not exist."""
    return _only_with("is_staff", view)


def desk_or_operator(view: View) -> View:
    """For a desk, and for staff, who see what no desk has taken; for others the page does not exist."""
    return _only_with("sees_held_mail", view)


def password_asked_again(view: View) -> View:
    """For what a borrowed phone must not do: who has not given their password lately is asked for it first."""
    return cast("View", reauthentication_required(view))


def forbid(message: str) -> PermissionDenied:
    """For what a person may see but not change."""
    return PermissionDenied(message)


def only_by(coach: Any) -> PermissionDenied:
    """For who assists a coach and asks for what the coach does in person."""
    return forbid(f"{coach} does this in person. You prepare everything at this desk; then ask {coach}.")


def _only_with(predicate: str, view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not getattr(request.user, predicate, False):
            raise Http404
        return view(request, *args, **kwargs)

    guarded.role = predicate  # type: ignore[attr-defined]  # read by `manage.py dump_urls`
    return cast("View", guarded)
