"""When a page fails: "back soon" while a server that we need is away, "our fault" for everything else."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.views.decorators.csrf import requires_csrf_token
from django.views.defaults import server_error
from redis.exceptions import ConnectionError as CacheGone
from redis.exceptions import TimeoutError as CacheSlow

AWAY = (OperationalError, InterfaceError, CacheGone, CacheSlow)
RETRY_AFTER_S = 30


@requires_csrf_token
def failed(request: HttpRequest) -> HttpResponse:
    """Django's handler500: it runs while the error is being handled. Both pages need no database and no session."""
    if not isinstance(sys.exception(), AWAY):
        return server_error(request)
    page = loader.get_template("503.html").render()
    return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_AFTER_S)})
