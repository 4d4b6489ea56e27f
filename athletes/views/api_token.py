"""A token for programs: made and taken back by the person themself, signed in with whatever steps they chose."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from rest_framework.authtoken.models import Token

from athletes.actions.api_token import make_api_token, revoke_api_token
from coachapp.http import UserRequest


@require_GET
@never_cache
def show_api_token(request: UserRequest) -> HttpResponse:
    return _page(request)


@require_POST
@never_cache
def make_token(request: UserRequest) -> HttpResponse:
    """Answered with a page, not a redirect: this is the one time that the token can be read."""
    return _page(request, secret=make_api_token(request.user))


@require_POST
def revoke_token(request: UserRequest) -> HttpResponse:
    revoke_api_token(request.user)
    messages.success(request, "The token no longer works.")
    return redirect("athletes:api_token")


def _page(request: UserRequest, *, secret: str = "") -> HttpResponse:
    token = Token.objects.filter(user=request.user).first()
    return render(request, "athletes/api_token.html", {"token": token, "secret": secret})
