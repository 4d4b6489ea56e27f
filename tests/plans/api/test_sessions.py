"""Sessions by day, and one of them."""

from datetime import date, timedelta

import pytest

from athletes.actions.join import leave_coach
from plans.actions.log import mark_done
from plans.actions.publish import unpublish
from plans.models import TrainingSession
from tests.factories import NOW, make_athlete
from tests.plans.published import MONDAY, make_published

URL = "/api/v1/sessions/"


def titles(response):
    return [row["title"] for row in response.json()["results"]]


def test_a_period_holds_its_first_and_its_last_day(as_bob, bob):
    make_published(bob)

    response = as_bob.get(URL, {"from": "2026-12-18", "to": "2026-12-20"})

    assert titles(response) == ["Aerobic run", "Easy run", "Long run"]


def test_without_a_period_come_all(as_bob, bob):
    make_published(bob)

    assert as_bob.get(URL).json()["count"] == 9


def test_a_coach_may_ask_for_one_athlete(as_alice, bob, alice):
    make_published(bob)
    frida = make_athlete(name="Frida Falk", coach=alice)
    make_published(frida)

    of_frida = as_alice.get(URL, {"athlete": frida.pk}).json()

    assert as_alice.get(URL).json()["count"] == 18
    assert {row["athlete"] for row in of_frida["results"]} == {str(frida.pk)}


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"from": "yesterday"}, "from"),
        ({"to": "2026-02-30"}, "to"),
        ({"from": "2026-12-20", "to": "2026-12-18"}, "to"),
        ({"athlete": "bob"}, "athlete"),
        ({"from": "\x00"}, "from"),
    ],
)
def test_a_period_that_cannot_be_is_refused_by_field(as_bob, asked, field):
    response = as_bob.get(URL, asked)

    assert response.status_code == 400
    assert list(response.json()) == [field]


def test_strangers_and_a_former_coach_see_none(as_alice, as_charlie, as_dana, bob):
    session = make_published(bob).sessions.in_order()[2]
    leave_coach(bob, at=NOW)

    for client in (as_alice, as_charlie, as_dana):
        assert client.get(URL).json()["count"] == 0
        assert client.get(URL, {"athlete": bob.pk}).status_code == 404
        assert client.get(f"{URL}{session.pk}/").status_code == 404


def test_what_is_not_opened_yet_is_not_there_for_the_athlete(as_alice, as_bob, bob):
    season = make_published(bob, visible_until=date(2026, 12, 16))
    long_run = season.sessions.get(ingredient="long")

    assert as_bob.get(URL).json()["count"] == 5
    assert as_bob.get(f"{URL}{long_run.pk}/").status_code == 404
    assert as_alice.get(f"{URL}{long_run.pk}/").json()["title"] == "Long run"


def test_after_unpublishing_nothing_is_left_for_the_athlete(as_bob, bob):
    season = make_published(bob)
    mark_done(season.sessions.in_order()[2], by=bob.user, at=NOW)
    unpublish(season, seen_lock=season.lock, at=NOW)

    assert TrainingSession.objects.count() == 1
    assert as_bob.get(URL).json()["count"] == 0


def test_a_session_tells_its_log_or_null(as_alice, bob):
    done, open_still = make_published(bob).sessions.in_order()[2:4]
    mark_done(done, by=bob.user, at=NOW, effort=3, note="Wind.")

    log = as_alice.get(f"{URL}{done.pk}/").json()["log"]

    assert log == {
        "distance_m": 11_265.0,
        "duration_s": 3900,
        "effort": 3,
        "note": "Wind.",
        "at": "2026-11-04T09:00:00Z",
    }
    assert as_alice.get(f"{URL}{open_still.pk}/").json()["log"] is None


def test_a_session_tells_its_twin_for_ice_or_null(as_bob, bob):
    fast, other = make_published(bob).sessions.in_order()[3:5]
    fast.alternate = {"code": "T01", "title": "Treadmill cruise", "text": "On ice: the treadmill."}
    fast.save()

    assert as_bob.get(f"{URL}{fast.pk}/").json()["alternate"] == fast.alternate
    assert as_bob.get(f"{URL}{other.pk}/").json()["alternate"] is None


def test_a_page_has_an_end(as_bob, bob):
    make_published(bob, starts=tuple(MONDAY + timedelta(days=7 * n) for n in range(8)))

    usual, greedy = as_bob.get(URL).json(), as_bob.get(URL, {"limit": 10**9, "offset": 70}).json()

    assert (usual["count"], len(usual["results"]), len(greedy["results"])) == (72, 50, 2)
    assert len(as_bob.get(URL, {"offset": 10**30}).json()["results"]) == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_query_count_does_not_grow(as_bob, bob, rows, django_assert_num_queries):
    for session in make_published(bob).sessions.in_order()[:rows]:
        mark_done(session, by=bob.user, at=NOW)

    with django_assert_num_queries(5):
        response = as_bob.get(URL, {"athlete": bob.pk})

    assert sum(row["log"] is not None for row in response.json()["results"]) == rows
