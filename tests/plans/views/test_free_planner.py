import json
from datetime import UTC, datetime, timedelta
from html import unescape
from re import findall
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from athletes.models import OutgoingMail
from plans.models import OffSeason, PlanVersion

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 4, 9, 0, tzinfo=UTC)
TYPED: dict[str, Any] = {
    "fall_name": "New York",
    "fall_date": "2026-11-01",
    "fall_distance": "42195",
    "a_name": "Boston",
    "a_date": "2027-04-19",
    "a_distance": "42195",
    "weekly": "48",
    "unit": "mi",
    "run_days": "5",
    "comfort": "0",
    "spring_weeks": "12",
    "is_well": "on",
}
CARRIED: dict[str, Any] = {
    "version": 1,
    "today": "2026-11-04",
    "athlete": {"unit": "mi", "usual_run_days": 5},
    "history": {"baseline_m": 77_000},
    "fall_race": {"name": "New York", "date": "2026-11-01", "distance_m": 42195},
    "a_race": {"name": "Boston", "date": "2027-04-19", "distance_m": 42195},
    "spring_plan": {"weeks": 12},
}
WAYS = ("free_plan_again", "free_plan_calendar", "free_plan_mail", "free_plan_keep")


@pytest.fixture(autouse=True)
def _on_the_fourth_of_november():
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


def url(name, *args):
    return reverse(f"plans:{name}", args=args)


def carried_in(response):
    (first, *_) = findall(r'name="request" value="([^"]+)"', response.content.decode())
    return json.loads(unescape(first))


def link_in(mail):
    (link,) = findall(r"http://testserver(\S+)", mail.text)
    return link


def test_two_races_and_a_usual_week_give_the_whole_plan(client):
    response = client.post(url("free_plan"), TYPED)

    assertContains(response, "12 weeks, ")
    assertContains(response, "New York to Boston: from Monday 2 November to Sunday 24 January")
    assertContains(response, "48 →")
    assertContains(response, '<summary><span class="which"><b>Week ', count=12)
    assertContains(response, "longest gap without running")
    assertContains(response, "Effort instead of pace")


def test_the_rules_it_was_checked_against_stand_below_the_weeks(client):
    response = client.post(url("free_plan"), TYPED)

    html, made = response.content.decode(), response.context["made"]
    assertContains(response, f"<summary>{made.page.checks.headline}</summary>", html=True)
    assert html.index('id="all-weeks"') < html.index('id="all-checks"')
    assert sum(len(group.lines) for group in made.page.checks.groups) == len(made.plan.checks)
    assertNotContains(response, "INV-")


def test_winter_sessions_say_what_to_do_on_ice_and_weeks_what_to_drop_when_tired(client):
    response = client.post(url("free_plan"), TYPED)

    sessions = [each for week in response.context["made"].plan.weeks for each in week.sessions]
    assertContains(response, '<p class="instead">', count=sum(each.alternate is not None for each in sessions))
    assertContains(response, "<b>Tired?</b> Drop", count=12)


def test_the_headline_the_promise_and_the_sum_say_one_cut(client):
    made = client.post(url("free_plan"), TYPED).context["made"]

    promised = made.page.promises[0].value
    assert (made.page.factors.share, f"−{made.page.factors.total}") == (promised, f"{promised}%")
    assert f"({promised}%)" in made.page.factors.headline


def test_days_that_hold_less_are_counted_as_what_they_hold(client):
    busy = {"days_off": ["mon", "tue", "thu", "fri", "sat"], "run_days": "2"}

    response = client.post(url("free_plan"), TYPED | busy)

    page = response.context["made"].page
    assert page.factors.share == page.promises[0].value != f"−{page.factors.total.rstrip('%')}"
    assertContains(response, page.factors.note)


def test_nothing_is_stored(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.post(url("free_plan"), TYPED)

    assert "no-store" in response["Cache-Control"]
    assert "sessionid" not in response.cookies
    assert not OffSeason.objects.exists()
    assert not PlanVersion.objects.exists()


def test_htmx_gets_form_and_plan_alone(client):
    response = client.post(url("free_plan"), TYPED, headers={"HX-Request": "true"})

    assertContains(response, 'id="planner"')
    assertNotContains(response, "<html")


def test_days_that_are_not_free_carry_no_run(client):
    plan = carried_in(client.post(url("free_plan"), TYPED | {"days_off": ["mon", "fri"]}))

    assert plan["athlete"]["available_min"] == {"mon": 0, "fri": 0}


def test_a_race_to_come_makes_a_sketch(client):
    response = client.post(url("free_plan"), TYPED | {"fall_date": "2026-11-08"})

    assertContains(response, "Your first race is still to come")


def test_without_the_tick_there_is_a_kind_word_and_no_plan(client):
    response = client.post(url("free_plan"), {key: value for key, value in TYPED.items() if key != "is_well"})

    assertContains(response, "First somebody who can examine you")
    assertNotContains(response, 'name="request"')
    assertContains(response, 'value="2027-04-19"')


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"weekly": ""}, "This field is required"),
        ({"weekly": "lots"}, "Enter a number"),
        ({"weekly": "190"}, "More than 300 km"),
        ({"weekly": "NaN"}, "Enter a number"),
        ({"fall_date": "yesterday"}, "Enter a valid date"),
        ({"unit": "furlong"}, "Select a valid choice"),
        ({"run_days": "9"}, "Select a valid choice"),
        ({"spring_weeks": "99"}, "less than or equal to 30"),
        ({"a_distance": "1"}, "Select a valid choice"),
        ({"days_off": ["xyz"]}, "Select a valid choice"),
    ],
)
def test_wrong_input_says_what_to_change_and_loses_nothing(client, change, says):
    response = client.post(url("free_plan"), TYPED | change)

    assertContains(response, says, status_code=422)
    assertContains(response, 'value="New York"', status_code=422)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"a_date": "2026-10-01"}, "The dates are the wrong way round"),
        ({"weekly": "0"}, "No usual week to start from"),
        ({"days_off": ["mon", "tue", "wed", "thu", "fri", "sat"]}, "Too few days"),
        ({"a_date": "2026-11-20"}, "There are no weeks between"),
    ],
)
def test_a_refusal_is_a_friendly_page(client, change, says):
    assertContains(client.post(url("free_plan"), TYPED | change), says)


def test_a_remedy_is_one_button_that_plans_again(client):
    refused = client.post(url("free_plan"), TYPED | {"spring_weeks": "20"})
    ways = [
        unescape(value)
        for value in findall(
            r'name="request" value="([^"]+)"\s*>\s*<button class="button(?: primary)?">Do this',
            refused.content.decode(),
        )
    ]
    assert ways

    for way in ways:
        again = client.post(url("free_plan_again"), {"request": way})
        assertContains(again, "Week by week")
        assertNotContains(again, "Ways out")


def test_a_plan_that_falls_short_says_by_how_much(client):
    response = client.post(url("free_plan"), TYPED | {"spring_weeks": "18"})

    made = response.context["made"]
    assert made.plan.status == "UNDERPREPARED"
    assertContains(response, f"As it stands, the plan ends {made.page.shortfall}.")
    assertContains(response, ">Do this</button>", count=len(made.ways_out))


def test_after_a_remedy_the_form_shows_what_changed(client):
    changed = CARRIED | {"spring_plan": {"weeks": 14}}

    response = client.post(url("free_plan_again"), {"request": json.dumps(changed)})

    assertContains(response, 'name="spring_weeks" value="14"')
    assertContains(response, 'value="47.8"')


@pytest.mark.parametrize("name", WAYS)
@pytest.mark.parametrize(
    ("hostile", "path"),
    [
        ("{", "request"),
        ("[]", "request"),
        ('"plan"', "request"),
        (json.dumps(CARRIED | {"version": 2}), "version"),
        (json.dumps(CARRIED | {"a_race": {"date": "2027-04-19", "distance_m": True}}), "a_race.distance_m"),
        (json.dumps(CARRIED | {"history": {"baseline_m": float("nan")}}), "history.baseline_m"),
        ("[" * 15_000, "request"),
        ("x" * 30_000, "at most 20000"),
        ("", "required"),
    ],
)
def test_a_plan_that_comes_back_damaged_is_refused_clearly(client, name, hostile, path):
    response = client.post(url(name), {"request": hostile, "email": "amanda@example.org"})

    assertContains(response, "This plan came back damaged", status_code=422)
    assertContains(response, path, status_code=422)


def test_what_is_typed_is_shown_as_text(client):
    name = '<script>alert("x")</script>'

    response = client.post(url("free_plan"), TYPED | {"fall_name": name})

    assertNotContains(response, "<script>alert")


def test_the_form_is_guarded_against_forgery():
    assert Client(enforce_csrf_checks=True).post(url("free_plan"), TYPED).status_code == 403


def test_too_many_plans_from_one_place_wait(client):
    for _ in range(60):
        client.post(url("free_plan_keep"), {"request": ""})

    assertContains(client.post(url("free_plan_keep"), {"request": ""}), "A short breather", status_code=429)


def test_the_calendar_holds_every_session_on_its_day(client):
    response = client.post(url("free_plan_calendar"), {"request": json.dumps(CARRIED)})

    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert "off-season.ics" in response["Content-Disposition"]
    events: list[Any] = list(Calendar.from_ical(response.content).walk("VEVENT"))
    days = {event["dtstart"].dt for event in events}
    assert min(days).isoformat() >= "2026-11-02"
    assert max(days).isoformat() <= "2027-01-24"
    assert len({event["uid"] for event in events}) == len(events)


def test_the_mail_goes_in_two_steps_and_once(client):
    asked = client.post(url("free_plan_mail"), {"request": json.dumps(CARRIED), "email": "Amanda@Example.org"})
    assertContains(asked, "Look into amanda@example.org")
    offer = OutgoingMail.objects.get()
    link = link_in(offer)

    opened = client.get(link)
    assertContains(opened, "amanda@example.org")
    assert OutgoingMail.objects.count() == 1

    for _ in range(2):
        assertContains(client.post(link), "On its way")
    plan = OutgoingMail.objects.get(kind="free_plan")
    assert (plan.to, plan.subject) == ("amanda@example.org", "Your off-season: New York to Boston")
    assert plan.text.count("\nWEEK ") == 12
    assert plan.html.count("<h2") == 12


def test_asking_twice_for_the_mail_offers_once(client):
    for _ in range(2):
        client.post(url("free_plan_mail"), {"request": json.dumps(CARRIED), "email": "amanda@example.org"})

    assert OutgoingMail.objects.count() == 1


def test_one_address_is_not_written_to_without_end(client):
    for weeks in range(10, 16):
        changed = CARRIED | {"spring_plan": {"weeks": weeks}}
        client.post(url("free_plan_mail"), {"request": json.dumps(changed), "email": "amanda@example.org"})

    assert OutgoingMail.objects.count() == 5


def test_a_wrong_address_keeps_the_plan_on_the_screen(client):
    response = client.post(url("free_plan_mail"), {"request": json.dumps(CARRIED), "email": "amanda"})

    assertContains(response, "Week by week", status_code=422)
    assertContains(response, "valid email", status_code=422)


def test_a_link_is_over_after_fourteen_days(client):
    client.post(url("free_plan_mail"), {"request": json.dumps(CARRIED), "email": "amanda@example.org"})
    link = link_in(OutgoingMail.objects.get())

    with time_machine.travel(NOW + timedelta(days=14, seconds=1), tick=False):
        assertContains(client.post(link), "This link is over", status_code=410)
    assertContains(client.get(link[:-3] + "x/"), "This link is over", status_code=410)
    assert OutgoingMail.objects.count() == 1


def test_a_long_season_fits_into_a_link(client):
    long = CARRIED | {"athlete": {"available_min": dict.fromkeys(("mon", "tue", "wed", "thu"), 0)}}
    client.post(url("free_plan_mail"), {"request": json.dumps(long), "email": "amanda@example.org"})

    assert len(link_in(OutgoingMail.objects.get())) < 1000


def test_a_visitor_signs_up_with_the_plan(client):
    response = client.post(url("free_plan_keep"), {"request": json.dumps(CARRIED)})

    assertRedirects(
        response, f"{reverse('account_signup')}?next={reverse('athletes:start')}", fetch_redirect_response=False
    )
    assert client.session["free_plan"]["a_race"]["name"] == "Boston"


def test_who_is_signed_in_goes_on_at_once(as_charlie):
    response = as_charlie.post(url("free_plan_keep"), {"request": json.dumps(CARRIED)})

    assertRedirects(response, reverse("athletes:start"), fetch_redirect_response=False)


def test_health_answers_are_never_kept(client):
    ill = CARRIED | {"athlete": {"medical_flags": [{"name": "chest_pain"}], "birth_date": "1988-04-02"}}

    client.post(url("free_plan_keep"), {"request": json.dumps(ill)})

    assert client.session["free_plan"].get("athlete", {}).keys().isdisjoint({"medical_flags", "birth_date"})


@pytest.mark.parametrize("name", ["free_plan_calendar", "free_plan_mail"])
def test_a_plan_without_weeks_is_not_given_out(client, name):
    empty = CARRIED | {"a_race": {"date": "2026-10-01", "distance_m": 42195}}

    response = client.post(url(name), {"request": json.dumps(empty), "email": "amanda@example.org"})

    assertContains(response, "The dates are the wrong way round")
    assert not OutgoingMail.objects.exists()


def test_minutes_that_hold_no_week_are_named_with_a_way_out(client):
    minutes = dict.fromkeys(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), 14)
    short = CARRIED | {"athlete": CARRIED["athlete"] | {"available_min": minutes}}

    response = client.post(url("free_plan_again"), {"request": json.dumps(short)})

    assert response.context["made"].plan.status == "INFEASIBLE"
    assertContains(response, "fits your minutes")
    assertContains(response, ">Do this</button>", count=len(response.context["made"].ways_out))
