"""The cast: coach Alice, her athlete Bob, the stranger Charlie, Dana who coaches others, and Fay who assists Alice."""

import gc
from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
from django.db import connection, transaction
from django.test import Client, TransactionTestCase

from athletes.models import Athlete, Coach, User
from tests.factories import account_of, make_assistant, make_athlete, make_coach

pytest_plugins = ["tests.servers"]

# A busy machine is no failure of the product: no deadlines, no health checks that measure time.
hypothesis.settings.register_profile(
    "ours", deadline=None, derandomize=True, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("ours")

# The same in every empty database, and written anew whenever Django empties one.
KEPT_TABLES = {"django_content_type", "auth_permission"}


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Thousands of tests and their modules live to the end: the garbage collector need not look at them again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """At the end nobody may hold the database that is dropped: a thread of the site may still answer a browser that is gone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _case: empty_database())
        yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def empty_database() -> None:
    """After a test that committed. Django's TRUNCATE makes each of the sixty tables and its indexes anew, which costs some 25 times as much."""
    tables = sorted(set(connection.introspection.django_table_names(only_existing=True)) - KEPT_TABLES)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(";".join(f"DELETE FROM {connection.ops.quote_name(table)}" for table in tables))


@pytest.fixture
def alice(db: None) -> Coach:
    return make_coach(name="Alice Arden", email="alice@example.org")


@pytest.fixture
def bob(alice: Coach) -> Athlete:
    return make_athlete(name="Bob Brandt", email="bob@example.org", coach=alice)


@pytest.fixture
def charlie(db: None) -> User:
    """A stranger: an athlete who coaches themselves."""
    return account_of(make_athlete(name="Charlie Cole", email="charlie@example.org"))


@pytest.fixture
def dana(db: None) -> Coach:
    """A stranger with a coach's rights over others."""
    return make_coach(name="Dana Dahl", email="dana@example.org")


@pytest.fixture
def fay(alice: Coach) -> User:
    """Assists Alice: edits as she does, publishes nothing."""
    return make_assistant(alice).user


@pytest.fixture
def as_fay(fay: User) -> Client:
    return logged_in(fay)


@pytest.fixture
def as_alice(alice: Coach) -> Client:
    return logged_in(alice.user)


@pytest.fixture
def as_bob(bob: Athlete) -> Client:
    return logged_in(account_of(bob))


@pytest.fixture
def as_charlie(charlie: User) -> Client:
    return logged_in(charlie)


@pytest.fixture
def as_dana(dana: Coach) -> Client:
    return logged_in(dana.user)


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
