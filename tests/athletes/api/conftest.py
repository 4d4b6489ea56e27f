import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def nobody_has_asked_yet(db):
    """The throttles count in the cache that all tests share."""
    cache.clear()
