"""How often one caller may ask. Counted in the cache; without the cache everybody is served."""

import logging
from typing import TYPE_CHECKING, Any

from redis.exceptions import RedisError
from rest_framework.request import Request
from rest_framework.throttling import AnonRateThrottle, SimpleRateThrottle, UserRateThrottle

if TYPE_CHECKING:
    # The framework's views import the throttles that the settings name: this module.
    from rest_framework.views import APIView

log = logging.getLogger(__name__)


class OpenWithoutCache(SimpleRateThrottle):
    """PostgreSQL holds everything that an answer needs: a lost cache must not close the API."""

    def allow_request(self, request: Request, view: "APIView") -> bool:
        try:
            allowed: Any = super().allow_request(request, view)
        except (RedisError, OSError) as lost:
            log.warning("throttle: cache: %s", lost)
            return True
        return bool(allowed)


class VisitorThrottle(OpenWithoutCache, AnonRateThrottle):
    pass


class UserThrottle(OpenWithoutCache, UserRateThrottle):
    pass


class PreviewThrottle(UserThrottle):
    """A preview plans a whole off-season, far more work than reading rows."""

    scope = "preview"
