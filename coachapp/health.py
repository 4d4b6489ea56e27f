"""`/healthz`: this process lives. `/readyz`: database and cache answer.

A middleware, first in line: probes come without the site's host name, without TLS and without a session.
"""

import logging
from collections.abc import Callable

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from redis.exceptions import RedisError

log = logging.getLogger(__name__)


class HealthMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz":
            return JsonResponse({"alive": True})
        if request.path == "/readyz":
            parts = {"database": is_database_ready(), "cache": is_cache_ready()}
            return JsonResponse(parts, status=200 if all(parts.values()) else 503)
        return self.get_response(request)


def is_database_ready() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError as error:
        log.warning("readyz: database: %s", error)
        return False
    return True


def is_cache_ready() -> bool:
    try:
        cache.set("readyz", 1, timeout=5)
        return bool(cache.get("readyz") == 1)
    except (RedisError, OSError) as error:
        log.warning("readyz: cache: %s", error)
        return False
