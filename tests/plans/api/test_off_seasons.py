"""Off-seasons and their weeks, for whoever may see them."""

from datetime import date, timedelta

import pytest

from athletes.actions.join import leave_coach
from plans.actions.draft import save_draft, start_off_season
from plans.actions.publish import publish
from tests.factories import BOSTON, NOW, make_athlete, make_race
from tests.plans.published import MONDAY, make_published

URL = "/api/v1/off-seasons/"


def url_of(off_season, rest=""):
    return f"{URL}{off_season.pk}/{rest}"


def planned(athlete, by):
    """With a second draft that reaches its spring plan of twelve weeks."""
    races = {
        "fall_race": make_race(athlete, duration_s=13_500.0),
        "a_race": make_race(athlete, name="Boston", day=BOSTON, status="planned"),
    }
    season = start_off_season(athlete, **races, by=by, at=NOW)
    assert season.draft
    request = season.draft.request | {"spring_plan": {"weeks": 12}}
    save_draft(season, request=request, edits=[], seen_lock=season.lock, by=by, at=NOW)
    return season


def ids(response):
    return {row["id"] for row in response.json()["results"]}


def test_each_sees_their_own(as_alice, as_bob, as_charlie, as_dana, bob):
    season = make_published(bob)

    seen = {client: ids(client.get(URL)) for client in (as_alice, as_bob, as_charlie, as_dana)}

    assert seen == {as_alice: {str(season.pk)}, as_bob: {str(season.pk)}, as_charlie: set(), as_dana: set()}


@pytest.mark.parametrize("rest", ["", "weeks/"])
def test_strangers_and_a_former_coach_cannot_know_of_it(as_alice, as_charlie, as_dana, bob, rest):
    season = make_published(bob)
    leave_coach(bob, at=NOW)

    assert [client.get(url_of(season, rest)).status_code for client in (as_alice, as_charlie, as_dana)] == [404] * 3


def test_a_draft_is_the_coachs_alone(as_alice, as_bob, bob, alice):
    season = planned(bob, alice.user)

    told = as_alice.get(url_of(season)).json()

    assert (told["draft_status"], told["published_status"], told["promises"]) == ("OK", None, [])
    assert as_bob.get(url_of(season)).status_code == 404


def test_of_a_published_plan_the_athlete_sees_no_draft(as_alice, as_bob, bob, alice):
    season = planned(bob, alice.user)
    publish(season, season.draft, seen_lock=season.lock, by=alice.user, at=NOW)

    for_coach, for_athlete = as_alice.get(url_of(season)).json(), as_bob.get(url_of(season)).json()

    assert (for_coach["draft_number"], for_coach["draft_status"]) == (2, "OK")
    assert (for_athlete["draft_number"], for_athlete["draft_status"]) == (None, None)
    assert for_athlete["published_status"] == for_coach["published_status"] == "OK"


def test_one_who_coaches_themself_sees_their_draft(as_charlie, charlie):
    season = planned(charlie.athlete, charlie)

    assert as_charlie.get(url_of(season)).json()["draft_status"] == "OK"


def test_the_four_promises_come_with_one(as_bob, bob, alice):
    season = planned(bob, alice.user)
    publish(season, season.draft, seen_lock=season.lock, by=alice.user, at=NOW)

    promises = as_bob.get(url_of(season)).json()["promises"]

    assert [promise["is_kept"] for promise in promises] == [True] * 4
    assert promises[0]["promise"] == "less than your usual week"


def test_weeks_carry_their_sessions_in_order(as_bob, bob):
    season = make_published(bob)

    (week,) = as_bob.get(url_of(season, "weeks/")).json()["results"]

    assert (week["start"], week["end"], week["phase"]) == ("2026-12-14", "2026-12-20", "maintenance")
    assert [session["order"] for session in week["sessions"]] == list(range(1, 10))
    assert week["sessions"][3]["why"] == {"rule": "4.1", "text": "keeps the engine awake"}
    assert week["sessions"][3]["steps"][1]["steps"][0]["target"] == {"type": "pace", "low": 283, "high": 283}


def test_the_athlete_reads_as_far_as_the_coach_has_opened(as_alice, as_bob, bob):
    season = make_published(bob, starts=(MONDAY, MONDAY + timedelta(days=7)), visible_until=date(2026, 12, 16))

    opened = as_bob.get(url_of(season, "weeks/")).json()["results"]

    assert [len(week["sessions"]) for week in opened] == [5]
    assert as_alice.get(url_of(season, "weeks/")).json()["count"] == 2


def test_a_note_and_the_races_are_told(as_bob, bob):
    season = make_published(bob, note="Sleep.")

    told = as_bob.get(url_of(season)).json()

    assert (told["note"], told["fall_race"]["name"], told["a_race"]["date"]) == ("Sleep.", "New York", "2027-04-19")


@pytest.mark.parametrize("rows", [1, 3])
def test_list_query_count_does_not_grow(as_alice, alice, rows, django_assert_num_queries):
    for n in range(rows):
        make_published(make_athlete(name=f"Runner {n}", coach=alice))

    with django_assert_num_queries(4):
        response = as_alice.get(URL)

    assert response.json()["count"] == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_week_query_count_does_not_grow(as_bob, bob, rows, django_assert_num_queries):
    season = make_published(bob, starts=tuple(MONDAY + timedelta(days=7 * n) for n in range(rows)))

    with django_assert_num_queries(6):
        response = as_bob.get(url_of(season, "weeks/"))

    assert response.json()["count"] == rows


def test_one_off_season_takes_three_queries(as_bob, bob, django_assert_num_queries):
    season = make_published(bob)

    with django_assert_num_queries(3):
        response = as_bob.get(url_of(season))

    assert response.json()["id"] == str(season.pk)
