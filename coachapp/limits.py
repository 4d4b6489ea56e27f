"""How often one address may do what costs us: rates stand in settings.ACCOUNT_RATE_LIMITS, counted in the cache."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from allauth.core.internal import ratelimit
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from coachapp.access import View


def limited(action: str) -> Callable[[View], View]:
    """Count every request but GET by the sender's address; past the rate the answer is a friendly 429."""

    def guard(view: View) -> View:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not is_within(request, action):
                return too_many(request)
            return view(request, *args, **kwargs)

        return cast("View", counted)

    return guard


def is_within(request: HttpRequest, action: str, *, key: str | None = None, counts_get: bool = False) -> bool:
    """Count this once more, by sender or by `key`, as the rate says. Reading is free unless `counts_get`."""
    used = ratelimit.consume(request, app="allauth.account", action=action, key=key, limit_get=counts_get)
    return used is not None


def too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "429.html", status=429)
