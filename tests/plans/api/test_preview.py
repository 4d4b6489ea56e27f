"""Planning through the API: the contract's request in, its response out, nothing kept."""

import json

import pytest

from plans.engine.planner import plan_json
from plans.models import OffSeason, PlanVersion
from tests.plans.actions.test_policy import set_rules

URL = "/api/v1/preview/"
REQUEST = {
    "version": 1,
    "history": {"baseline_m": 60_000, "baseline_long_m": 20_000},
    "fall_race": {"date": "2026-11-01", "distance_m": 42_195},
    "a_race": {"date": "2027-04-19", "distance_m": 42_195},
    "spring_plan": {"weeks": 12},
}


def post(client, body):
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    return client.post(URL, text, content_type="application/json")


def test_a_request_gets_the_engines_own_answer(as_bob):
    response = post(as_bob, REQUEST)

    assert response.status_code == 200
    assert response.json() == plan_json(REQUEST)
    assert response.json()["status"] == "OK"


def test_nothing_is_kept(as_bob):
    post(as_bob, REQUEST)

    assert (OffSeason.objects.count(), PlanVersion.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        ({"a_race": {"date": "2026-04-19", "distance_m": 42_195}}, "E_ORDER", "a_race"),
        ({"history": {"baseline_m": True}}, "E_INPUT", "history.baseline_m"),
        ({"version": 2}, "E_INPUT", "version"),
        ({"fall_race": None}, "E_INPUT", "fall_race"),
    ],
)
def test_what_cannot_be_planned_is_an_answer_that_names_the_field(as_bob, change, code, path):
    response = post(as_bob, REQUEST | change)

    assert response.status_code == 200
    assert response.json()["error"]["code"] == code
    assert response.json()["error"]["message"].startswith(path)
    assert response.json()["weeks"] == []


def test_a_medical_flag_is_referred_and_never_echoed(as_bob):
    response = post(as_bob, REQUEST | {"athlete": {"medical_flags": [{"name": "heart_condition"}]}})

    assert response.json()["status"] == "REFER"
    assert b"heart" not in response.content


@pytest.mark.parametrize("body", ["[]", "null", '"{}"', "3", "NaN", '{"version": NaN}', '"\\ud800"', ""])
def test_json_of_another_shape_is_an_input_error(as_bob, body):
    response = post(as_bob, body)

    assert response.status_code == 200
    assert response.json()["error"]["code"] == "E_INPUT"


@pytest.mark.parametrize(
    "body", ["{", "{'version': 1}", b"\xff\xfe{", "[" * 50_000, '{"a":' * 50_000, "9" * 5000, "{} {}"]
)
def test_what_is_not_json_is_refused_with_the_reason(as_bob, body):
    response = post(as_bob, body)

    assert response.status_code == 400
    assert "JSON" in response.json()["detail"]


def test_a_body_past_the_bound_is_refused_unread(as_bob):
    response = post(as_bob, " " * 1_000_001)

    assert response.status_code == 413
    assert "1000000 bytes" in response.json()["detail"]


def test_a_form_is_not_json(as_bob):
    assert as_bob.post(URL, {"version": 1}).status_code == 415


def test_a_caller_who_asks_too_often_is_told_when_to_come_back(as_bob, monkeypatch):
    monkeypatch.setattr("coachapp.api.throttles.PreviewThrottle.rate", "1/min", raising=False)

    first, second = post(as_bob, "{}"), post(as_bob, "{}")

    assert (first.status_code, second.status_code) == (200, 429)
    assert int(second["Retry-After"]) > 0


def test_a_coach_is_answered_by_their_own_rules_and_others_by_the_usual_ones(as_alice, as_bob, alice):
    set_rules(alice, cut__start=0.25)

    own, usual = (post(client, REQUEST).json()["cut"]["value"] for client in (as_alice, as_bob))

    assert own == pytest.approx(usual - 0.05)
