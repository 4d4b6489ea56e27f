import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _fresh_rate_limits():
    """Rate limits live in the shared cache and count across tests otherwise."""
    cache.clear()
