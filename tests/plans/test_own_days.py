"""No day that is offered breaks a rule: the plan is moved by the coach's own operation, and judged again from the start."""

from datetime import date

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from plans.edits import apply_edits, with_keys
from plans.engine.contract import dump_session
from plans.engine.planner import plan_json
from plans.engine.swap import rest_day
from plans.own_days import Judge, Wish, days_from, exchanged
from tests.plans.engine.requests import Document, plan_request, requests


def span(week: Document) -> tuple[date, date]:
    return date.fromisoformat(week["start"]), date.fromisoformat(week["end"])


def broken(response: Document) -> set[tuple[str, str]]:
    """Each place where a rule that must hold does not."""
    found = (check for check in response["checks"] if not check["ok"] and check["severity"] == "error")
    return {(check["id"], place) for check in found for place in check["detail"].split("; ")}


def moved(request: Document, response: Document, dates: dict[str, date]) -> Document:
    """The document with sessions on other days, in the order they have; a day that is left empty is a day of rest."""
    document = response | {
        "weeks": [
            week
            | {
                "sessions": [
                    one | ({"date": dates[one["key"]].isoformat()} if one["key"] in dates else {})
                    for one in week["sessions"]
                ]
            }
            for week in response["weeks"]
        ]
    }
    for week in document["weeks"]:
        taken = {one["date"] for one in week["sessions"]}
        empty = (day for day in days_from(*span(week)) if day.isoformat() not in taken)
        week["sessions"] += [dump_session(rest_day(day)) | {"key": f"empty {day}", "edited": False} for day in empty]
    # An edit that changes nothing makes `apply_edits` judge the document anew.
    first = document["weeks"][0]["sessions"][0]
    return apply_edits(request, document, [{"op": "move", "key": first["key"], "date": first["date"]}]).response


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(requests(), st.randoms(use_true_random=False))
def test_no_offered_day_breaks_a_rule_that_must_hold(request_, random):
    response = with_keys(plan_json(request_, with_remedies=False))
    assume(bool(response["weeks"]))
    week = random.choice(response["weeks"])
    asked = [one for one in week["sessions"] if one["ingredient"] not in {"rest", "race"}]
    assume(asked)
    key = random.choice(asked)["key"]
    judge = Judge.of_plan(request_, response)
    days = days_from(*span(week))

    offers = judge.offers(key, days)

    assert {offer.day for offer in offers} == set(days) - {judge.sessions[key].date}
    for offer in offers:
        if offer.is_legal:
            after = moved(request_, response, exchanged(judge.sessions, key, offer.day))
            assert broken(after) <= broken(response)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.randoms(use_true_random=False))
def test_wishes_that_are_granted_together_break_nothing_together(random):
    request_ = plan_request()
    response = with_keys(plan_json(request_, with_remedies=False))
    judge = Judge.of_plan(request_, response)
    wishes: list[Wish] = []
    for week in random.sample(response["weeks"], 3):
        days = days_from(*span(week))
        wishes += [
            Wish(key=one["key"], planned=date.fromisoformat(one["date"]), day=random.choice(days))
            for one in random.sample(week["sessions"], 3)
        ]

    granted = judge.granted(wishes, since=date.min)

    assert broken(moved(request_, response, granted)) <= broken(response)
    assert judge.granted(wishes, since=date.max) == {}


def test_rest_and_races_have_their_day():
    request_ = plan_request()
    response = with_keys(plan_json(request_, with_remedies=False))
    rest = next(one for one in response["weeks"][6]["sessions"] if one["ingredient"] == "rest")
    days = days_from(date.fromisoformat(rest["date"]), date.fromisoformat(response["weeks"][6]["end"]))

    assert Judge.of_plan(request_, response).offers(rest["key"], days) == []
