import time
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from pytest_django.asserts import assertContains, assertNotContains

from athletes.actions.invite import invite
from athletes.models import Athlete
from plans.models import PlanVersion, TrainingPhase
from tests.factories import BOSTON, NEW_YORK, NOW, make_athlete, make_history, make_off_season, make_race

pytestmark = pytest.mark.django_db
ROSTER = "/coach/athletes/"


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel(NOW, tick=False):
        yield


def make_planned(athlete, *, published):
    season = make_off_season(athlete)
    version = PlanVersion.objects.create(
        off_season=season, number=1, request={}, response={"baseline": {"distance_m": 52_000}}, at=NOW
    )
    season.draft = version
    season.published = version if published else None
    season.save()
    if published:
        first = NEW_YORK + timedelta(days=1)
        for kind, start in (("maintenance", first + timedelta(days=28)), ("recovery", first)):
            TrainingPhase.objects.create(
                off_season=season, athlete=athlete, kind=kind, period=(start, start + timedelta(days=28))
            )
    return season


def rows(page):
    return {row.athlete.name: row for row in page.context["rows"]}


def test_each_row_says_where_the_runner_is(as_alice, alice, bob):
    make_planned(bob, published=True)
    drafted = make_athlete(name="Frida", coach=alice)
    make_planned(drafted, published=False)
    invite(drafted, email="frida@example.org", by=alice.user, at=NOW)
    make_athlete(name="Gus", coach=alice, baseline_m=None)
    page = as_alice.get(ROSTER)
    found = rows(page)
    assert {name: row.status for name, row in found.items()} == {
        "Bob Brandt": "published",
        "Frida": "draft",
        "Gus": "none",
    }
    assert (found["Bob Brandt"].phase.kind, found["Bob Brandt"].is_phase_on) == ("recovery", True)
    assert (found["Bob Brandt"].a_race, found["Bob Brandt"].days_to_race) == ("Boston", (BOSTON - NOW.date()).days)
    assertContains(page, "until 29 Nov")
    assertContains(page, "52 km")
    for word in ("joined", "invited", "no plan yet"):
        assertContains(page, word)


def test_a_newer_draft_behind_a_published_plan_is_told(as_alice, bob):
    season = make_planned(bob, published=True)
    season.draft = PlanVersion.objects.create(off_season=season, number=2, request={}, response={}, at=NOW)
    season.save()
    assert rows(as_alice.get(ROSTER))["Bob Brandt"].status == "changed"


@pytest.mark.parametrize("count", [1, 3])
def test_the_roster_takes_the_same_queries_for_any_number(as_alice, alice, count, django_assert_num_queries):
    for n in range(count):
        athlete = make_athlete(name=f"Runner {n}", coach=alice)
        make_planned(athlete, published=True)
    with django_assert_num_queries(9):
        as_alice.get(ROSTER)


def test_a_coach_sees_their_own_runners_only(as_dana, dana, bob):
    make_athlete(name="Hedda", coach=dana)
    page = as_dana.get(ROSTER)
    assertContains(page, "Hedda")
    assertNotContains(page, "Bob")


def test_names_and_races_are_searched(as_alice, alice, bob):
    make_race(make_athlete(name="Frida", coach=alice), name="Rotterdam", day=BOSTON, status="planned")
    assert set(rows(as_alice.get(ROSTER, {"q": "bob"}))) == {"Bob Brandt"}
    assert set(rows(as_alice.get(ROSTER, {"q": "rotterdam"}))) == {"Frida"}
    assertContains(as_alice.get(ROSTER, {"q": "zz"}), "Nobody of that name")


def test_a_search_for_what_no_name_can_hold_finds_the_rest_of_it(as_alice, bob):
    assert list(rows(as_alice.get(ROSTER, {"q": "Bo\0b"}))) == ["Bob Brandt"]


def test_the_order_is_chosen(as_alice, alice):
    for name, km, days in (("Ada", 40, 200), ("Bea", 70, 100), ("Cleo", 55, None)):
        athlete = make_athlete(name=name, coach=alice, baseline_m=None)
        make_history(athlete, km, first=NEW_YORK)
        if days:
            make_race(athlete, day=NEW_YORK + timedelta(days=days), status="planned")
    orders = {sort: list(rows(as_alice.get(ROSTER, {"sort": sort}))) for sort in ("name", "race", "volume", "nonsense")}
    assert orders == {
        "name": ["Ada", "Bea", "Cleo"],
        "race": ["Bea", "Ada", "Cleo"],
        "volume": ["Bea", "Cleo", "Ada"],
        "nonsense": ["Ada", "Bea", "Cleo"],
    }


def test_htmx_gets_the_rows_alone(as_alice, bob):
    page = as_alice.get(ROSTER, headers={"HX-Request": "true"})
    assertContains(page, "Bob Brandt")
    assertNotContains(page, "<html")


def test_fifty_stand_on_a_page(as_alice, alice):
    Athlete.objects.bulk_create(Athlete(name=f"Runner {n:03}", coach=alice, created_at=NOW) for n in range(120))
    page = as_alice.get(ROSTER, {"page": 2})
    assert next(iter(rows(page))) == "Runner 050"
    assertContains(page, "51–100 of 120")
    assertContains(as_alice.get(ROSTER, {"page": "last"}), "1–50 of 120")


def test_five_thousand_runners_open_quickly(as_alice, alice):
    Athlete.objects.bulk_create(
        [Athlete(name=f"Runner {n}", coach=alice, created_at=NOW) for n in range(5000)], batch_size=1000
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE athletes_athlete")
    started = time.perf_counter()
    as_alice.get(ROSTER, {"sort": "volume", "q": "runner"})
    assert time.perf_counter() - started < 1
