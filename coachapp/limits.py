"""How often one address may do what costs us: rates stand in settings.ACCOUNT_RATE_LIMITS, counted in the cache."""

from collections.abc import Callable
from functools import wraps
from math import ceil
from typing import Any, Final, cast

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from coachapp.access import View

APP: Final = "allauth.account"  # whose settings hold the rates


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
    used = ratelimit.consume(request, app=APP, action=action, key=key, limit_get=counts_get)
    return used is not None


def seconds_to_wait(request: HttpRequest, action: str, *, now: float, key: str | None = None) -> int:
    """Until one more is within the rates, told for a refusal; `now` as time.time() gives it."""
    waits = [0.0]
    for rate in ratelimit.get_rates(app=APP, action=action):
        used = cache.get(ratelimit.get_cache_key(request, app=APP, action=action, rate=rate, key=key), [])
        if len(used) >= rate.amount:
            waits.append(used[rate.amount - 1] + rate.duration - now)  # the newest comes first
    return ceil(max(waits))


def too_many(request: HttpRequest) -> HttpResponse:
    return render(request, "429.html", status=429)
