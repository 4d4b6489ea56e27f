"""Marking a session done: the athlete writes, the coach reads, nobody else knows of it."""

from datetime import UTC, date, datetime

import pytest
import time_machine

from athletes.actions.join import leave_coach
from plans.models import SessionLog
from tests.conftest import logged_in
from tests.factories import NOW
from tests.plans.published import make_published

AT = datetime(2026, 12, 15, 18, 30, tzinfo=UTC)


@pytest.fixture
def session(bob):
    """An easy run of 7 miles with strides."""
    return make_published(bob).sessions.get(ingredient="strides")


def url_of(session):
    return f"/api/v1/sessions/{session.pk}/log/"


def put(client, session, body):
    return client.put(url_of(session), body, content_type="application/json")


def kept(session):
    fields = ("distance_m", "duration_s", "effort", "note")
    return SessionLog.objects.filter(session=session).values_list(*fields).first()


@time_machine.travel(AT, tick=False)
def test_what_was_done_is_kept_and_told_back(session, bob):
    response = put(
        logged_in(bob.user), session, {"distance_m": 9000.5, "duration_s": 3100, "effort": 4, "note": "Rain."}
    )

    assert response.json() == {
        "distance_m": 9000.5,
        "duration_s": 3100,
        "effort": 4,
        "note": "Rain.",
        "at": "2026-12-15T18:30:00Z",
    }
    assert kept(session) == (9000.5, 3100, 4, "Rain.")
    assert SessionLog.objects.get().by == bob.user


@pytest.mark.parametrize("body", [{}, {"distance_m": None, "duration_s": None, "effort": None}])
def test_what_is_left_out_was_as_planned(as_bob, session, body):
    put(as_bob, session, body)

    assert kept(session) == (11_265, 3900, None, "")


def test_no_body_at_all_is_done_as_planned(as_bob, session):
    assert as_bob.put(url_of(session)).status_code == 200
    assert kept(session) == (11_265, 3900, None, "")


def test_a_second_mark_replaces_the_first(as_bob, session):
    put(as_bob, session, {"distance_m": 9000, "note": "Rain."})
    put(as_bob, session, {"distance_m": 8000})

    assert kept(session) == (8000, 3900, None, "")
    assert SessionLog.objects.count() == 1


def test_a_mark_is_taken_back_as_often_as_one_likes(as_bob, session):
    put(as_bob, session, {})

    assert [as_bob.delete(url_of(session)).status_code for _ in range(2)] == [204, 204]
    assert kept(session) is None


def test_the_coach_reads_and_does_not_write(as_alice, as_bob, session):
    put(as_bob, session, {"effort": 2})

    assert as_alice.get(url_of(session)).json()["effort"] == 2
    assert put(as_alice, session, {"effort": 9}).status_code == 403
    assert as_alice.delete(url_of(session)).status_code == 403
    assert kept(session) == (11_265, 3900, 2, "")


def test_what_was_not_done_has_no_log_to_read(as_bob, session):
    assert as_bob.get(url_of(session)).status_code == 404


def test_strangers_and_a_former_coach_cannot_know_of_it(as_alice, as_charlie, as_dana, bob, session):
    leave_coach(bob, at=NOW)

    for client in (as_alice, as_charlie, as_dana):
        answers = [client.get(url_of(session)), put(client, session, {}), client.delete(url_of(session))]
        assert [answer.status_code for answer in answers] == [404, 404, 404]
    assert kept(session) is None


def test_a_day_that_the_coach_has_not_opened_cannot_be_logged(as_bob, bob):
    season = make_published(bob, visible_until=date(2026, 12, 14))

    assert put(as_bob, season.sessions.get(ingredient="strides"), {}).status_code == 404


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ('{"distance_m": -1}', {"distance_m"}),
        ('{"distance_m": 300001}', {"distance_m"}),
        ('{"distance_m": 1e400}', {"distance_m"}),
        ('{"distance_m": 1%s}' % ("0" * 400), {"distance_m"}),
        ('{"distance_m": "nan"}', {"distance_m"}),
        ('{"distance_m": "9000"}', {"distance_m"}),
        ('{"distance_m": true}', {"distance_m"}),
        ('{"duration_s": 86401, "effort": 11}', {"duration_s", "effort"}),
        ('{"duration_s": 1%s}' % ("0" * 400), {"duration_s"}),
        ('{"duration_s": -1, "effort": -1}', {"duration_s", "effort"}),
        ('{"duration_s": 12.5}', {"duration_s"}),
        ('{"effort": "hard"}', {"effort"}),
        ('{"effort": [3]}', {"effort"}),
        ('{"note": {"a": 1}}', {"note"}),
        ('{"note": "%s"}' % ("x" * 2001), {"note"}),
        (r'{"note": "\u0000"}', {"note"}),
        (r'{"note": "\ud800"}', {"note"}),
        ("[]", {"non_field_errors"}),
        ("3", {"non_field_errors"}),
    ],
)
def test_absurd_amounts_are_refused_by_field(as_bob, session, body, fields):
    response = put(as_bob, session, body)

    assert response.status_code == 400
    assert set(response.json()) == fields
    assert kept(session) is None


@pytest.mark.parametrize("body", ["{", '{"distance_m": NaN}', '{"distance_m": Infinity}', b"\xff", "[" * 50_000])
def test_what_is_not_json_is_refused_with_the_reason(as_bob, session, body):
    response = put(as_bob, session, body)

    assert response.status_code == 400
    assert "JSON" in response.json()["detail"]


def test_a_body_past_the_bound_is_refused(as_bob, session):
    assert put(as_bob, session, '{"note": "%s"}' % ("x" * 1_000_000)).status_code == 413


def test_what_is_no_run_has_no_distance(as_bob, bob):
    strength = make_published(bob).sessions.get(ingredient="strength")

    assert put(as_bob, strength, {"distance_m": 5000}).json() == {
        "distance_m": ["This session is not a run: it has no distance."]
    }
    assert put(as_bob, strength, {"duration_s": 1800}).status_code == 200
