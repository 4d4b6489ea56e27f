"""After signing in: everybody to where their day starts."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from coachapp.access import coach_only
from coachapp.http import UserRequest


@require_GET
def landing(request: UserRequest) -> HttpResponse:
    if request.user.is_coach:
        return redirect("athletes:roster")
    if request.user.is_athlete:
        return redirect("plans:week")
    return redirect("athletes:start")


@coach_only
@require_GET
def board(request: UserRequest) -> HttpResponse:  # noqa: ARG001 -- a view's signature
    """The board stands at the roster until it has rows of its own."""
    return redirect("athletes:roster")
