import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    """Rates are counted in the shared cache: each test begins with nothing counted."""
    cache.clear()
