"""Who gets what at every address: each route, each method, each kind of visitor.

A new route? Run `make test`, read the lines that this test prints for it, ask of every column whether it should be so,
and paste them into access_answers.py. 404 for what you may not know of; a page sends the anonymous to the sign-in, the API says 401.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import get_resolver

from coachapp.routes import Route, routes
from tests.access_answers import ANSWERS
from tests.access_world import VISITORS, World, build_world
from tests.factories import NOW

pytestmark = pytest.mark.django_db
FOUND = {route.name: route for route in routes(get_resolver())}
SIGN_IN = "/accounts/login/"
REFUSALS = {"in", "400", "401", "403", "404", "405", "410", "415"}


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Built once: every request on it is taken back."""
    with django_db_blocker.unblock(), time_machine.travel(NOW, tick=False), taken_back():
        yield build_world()


def test_every_route_is_listed() -> None:
    unlisted = sorted(FOUND.keys() - ANSWERS.keys())
    assert not unlisted, f"List these routes in tests/access_answers.py, each with what every visitor gets: {unlisted}"


def test_no_route_is_listed_that_has_gone() -> None:
    assert not sorted(ANSWERS.keys() - FOUND.keys())


@pytest.mark.parametrize("name", sorted(FOUND))
def test_every_visitor_gets_what_is_listed(name: str, world: World) -> None:
    listed = ANSWERS.get(name, {})
    actual = {method: answers(world, FOUND[name], method) for method in {"GET": "", "POST": ""} | listed}
    wanted = {method: listed.get(method, "not listed").split() for method in actual}
    assert actual == wanted, f"what {', '.join(VISITORS)} got:\n{as_listed(name, actual)}"


@pytest.mark.parametrize("name", sorted(FOUND))
def test_a_method_that_is_not_listed_opens_nothing_more(name: str, world: World) -> None:
    route, (_, bob, alice, *_) = FOUND[name], world.clients()
    for visitor in (bob, alice):
        for method in sorted({"PUT", "PATCH", "DELETE"} - ANSWERS.get(name, {}).keys()):
            answer = answer_to(visitor, world, route, method)
            assert answer in REFUSALS or answer in usual_answers(visitor, world, route), method


@pytest.mark.parametrize("name", [name for name, route in FOUND.items() if route.public_because is None])
def test_the_anonymous_meet_nothing_that_is_not_public(name: str, world: World) -> None:
    for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
        assert answer_to(world.client(), world, FOUND[name], method) in {"in", "401"}


def answers(world: World, route: Route, method: str) -> list[str]:
    return [answer_to(client, world, route, method) for client in world.clients()]


def usual_answers(client: Client, world: World, route: Route) -> set[str]:
    return {answer_to(client, world, route, method) for method in ("GET", "POST")}


def answer_to(client: Client, world: World, route: Route, method: str) -> str:
    """The status, with redirects as `in` (to the sign-in) or `go` (anywhere else). Nothing that happens stays."""
    cache.clear()
    with taken_back():
        response = getattr(client, method.lower())(world.address_of(route))
    if 300 <= response.status_code < 400:
        return "in" if response["Location"].startswith(SIGN_IN) else "go"
    return str(response.status_code)


@contextmanager
def taken_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def as_listed(name: str, actual: dict[str, list[str]]) -> str:
    pairs = ", ".join(f'"{method}": "{" ".join(found)}"' for method, found in actual.items())
    return f'    "{name}": {{{pairs}}},'
