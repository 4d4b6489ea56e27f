"""Who you are, and whom you coach."""

import pytest
from django.test import Client

from athletes.actions.join import leave_coach
from tests.factories import NOW, make_athlete, make_race

ME = "/api/v1/me/"
ATHLETES = "/api/v1/athletes/"


def url_of(athlete):
    return f"{ATHLETES}{athlete.pk}/"


def test_me_tells_a_coach_and_an_athlete_apart(as_alice, as_bob, bob):
    told = [(me["email"], me["is_coach"], me["athlete"]) for me in (c.get(ME).json() for c in (as_alice, as_bob))]

    assert told == [("alice@example.org", True, None), ("bob@example.org", False, str(bob.pk))]


def test_the_list_holds_those_one_coaches(as_alice, as_bob, as_dana, bob, charlie):
    names = {
        client: [row["name"] for row in client.get(ATHLETES).json()["results"]]
        for client in (as_alice, as_bob, as_dana)
    }

    assert names == {as_alice: ["Bob Brandt"], as_bob: [], as_dana: []}


def test_the_athlete_and_the_coach_read_one_record(as_alice, as_bob, bob):
    make_race(bob)

    seen = as_alice.get(url_of(bob)).json()

    assert seen == as_bob.get(url_of(bob)).json()
    assert (seen["coach"], seen["has_account"]) == ("Alice Arden", True)
    assert [race["name"] for race in seen["races"]] == ["New York"]


def test_birth_and_health_are_not_told(as_alice, bob):
    assert {"birth_date", "sex", "injury", "max_hr_bpm", "safety_answers"} & as_alice.get(
        url_of(bob)
    ).json().keys() == set()


def test_strangers_and_a_former_coach_cannot_know_of_them(as_alice, as_charlie, as_dana, bob):
    leave_coach(bob, at=NOW)

    assert [client.get(url_of(bob)).status_code for client in (as_alice, as_charlie, as_dana)] == [404] * 3


@pytest.mark.parametrize("url", [ME, ATHLETES, f"{ATHLETES}00000000-0000-4000-8000-000000000000/"])
def test_the_anonymous_get_401_and_no_redirect(db, url):
    response = Client().get(url)

    assert response.status_code == 401
    assert response["WWW-Authenticate"] == "Token"


@pytest.mark.parametrize("rows", [1, 3])
def test_list_query_count_does_not_grow(as_alice, alice, rows, django_assert_num_queries):
    for n in range(rows):
        make_athlete(name=f"Runner {n}", email=f"runner{n}@example.org", coach=alice)

    with django_assert_num_queries(4):
        response = as_alice.get(ATHLETES)

    assert response.json()["count"] == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_record_query_count_does_not_grow(as_alice, bob, rows, django_assert_num_queries):
    for n in range(rows):
        make_race(bob, name=f"Race {n}")

    with django_assert_num_queries(4):
        response = as_alice.get(url_of(bob))

    assert len(response.json()["races"]) == rows
