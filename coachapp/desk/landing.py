"""After signing in: everybody to where their day starts."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET

from coachapp.http import UserRequest


@require_GET
def landing(request: UserRequest) -> HttpResponse:
    if request.user.has_desk:
        return redirect("desk:board")
    if request.user.is_athlete:
        return redirect("plans:week")
    return redirect("athletes:start")
