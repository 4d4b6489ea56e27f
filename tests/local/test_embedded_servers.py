import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection


@pytest.mark.django_db
def test_tests_run_on_postgresql_reached_through_a_socket_alone() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW listen_addresses")
        (addresses,) = cursor.fetchone()

    assert connection.vendor == "postgresql"
    assert addresses == ""


def test_tests_have_a_real_cache_that_counts_for_all_processes() -> None:
    cache.delete("visits")
    cache.add("visits", 1)

    assert cache.incr("visits") == 2
    assert settings.CACHES["default"]["LOCATION"] == settings.REDIS_URL
