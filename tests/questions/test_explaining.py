""" "Why strides?" in the week leads to the answer that explains them."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from pytest_django.asserts import assertContains, assertNotContains

from plans.models import TrainingSession
from questions.actions.publish import unpublish
from questions.queries import explaining
from tests.factories import NOW
from tests.plans.published import make_published as publish_week
from tests.questions.factories import make_answered, make_published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sunday():
    with time_machine.travel(datetime(2026, 12, 20, 8, 0, tzinfo=UTC), tick=False):
        yield


def test_the_week_leads_to_the_answer_about_its_ingredient(as_bob, bob, alice):
    publish_week(bob)
    make_published(by=alice, slug="long", explains=["ingredient:long"])

    assertContains(
        as_bob.get("/week/"), '<a class="why-link no-print" href="/questions/long/">Why the long run?</a>', count=2
    )


def test_the_workout_itself_is_nearer_than_its_ingredient(as_bob, bob, alice):
    publish_week(bob)
    code = TrainingSession.objects.of(bob).get(ingredient="long").code
    make_published(by=alice, slug="long", explains=["ingredient:long"])
    make_published(by=alice, slug="this", explains=[f"workout:{code}"])

    page = as_bob.get("/week/")

    assertContains(page, 'href="/questions/this/">Why this workout?')
    assertNotContains(page, "/questions/long/")


def test_the_own_coachs_answer_comes_before_a_newer_one(alice, dana):
    make_published(by=alice, slug="ours", explains=["ingredient:long", "ingredient:rest"])
    make_published(by=dana, slug="theirs", explains=["ingredient:long"], published_at=NOW + timedelta(days=9))
    keys = ["ingredient:long", "ingredient:fast"]

    assert explaining(keys, coach_id=alice.pk) == {"ingredient:long": "/questions/ours/"}
    assert explaining(keys, coach_id=None) == {"ingredient:long": "/questions/theirs/"}


def test_what_is_not_in_the_library_explains_nothing(as_bob, bob, alice):
    publish_week(bob)
    make_answered(by=alice, explains=["ingredient:long"])
    taken_down = make_published(by=alice, explains=["ingredient:long"])
    unpublish(taken_down)

    assertNotContains(as_bob.get("/week/"), "why-link")
    assert explaining([], coach_id=alice.pk) == {}
