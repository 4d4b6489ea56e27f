from types import SimpleNamespace
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import include, path

from coachapp.desk.navigation import navigation


def nowhere(_: HttpRequest) -> HttpResponse:
    return HttpResponse()


urlpatterns = [
    path("", nowhere, name="home"),
    path("operator/", include(([path("", nowhere, name="operator")], "desk"))),
    path("accounts/login/", nowhere, name="account_login"),
    path(
        "",
        include(
            (
                [
                    path("week/", nowhere, name="week"),
                    path("season/", nowhere, name="season"),
                    path("tools/", nowhere, name="tools"),
                ],
                "plans",
            )
        ),
    ),
    path(
        "",
        include(
            (
                [
                    path("races/", nowhere, name="races"),
                    path("coach/athletes/", nowhere, name="roster"),
                    path("start/", nowhere, name="start"),
                ],
                "athletes",
            )
        ),
    ),
    path(
        "",
        include(([path("questions/", nowhere, name="list"), path("coach/inbox/", nowhere, name="inbox")], "questions")),
    ),
]
ROLES = ("is_authenticated", "is_coach", "is_athlete", "is_staff")
pytestmark = pytest.mark.urls(__name__)


def menu(address: str, *roles: str) -> dict[str, bool]:
    request = RequestFactory().get(address)
    if roles:
        user: Any = SimpleNamespace(
            **{role: role in roles for role in ROLES},
            has_desk="is_coach" in roles,
            is_assistant=False,
            get_full_name=lambda: "Bob Brandt",
        )
        request.user = user
    return {item.label: item.is_current for item in navigation(request)["nav"]}


def test_a_visitor_finds_planner_answers_calculators_and_the_door() -> None:
    assert menu("/") == {"Planner": True, "Answers": False, "Calculators": False, "Sign in": False}


def test_the_home_page_is_not_current_everywhere() -> None:
    assert menu("/questions/winter/") == {"Planner": False, "Answers": True, "Calculators": False, "Sign in": False}


def test_a_coach_stays_on_the_roster_while_looking_at_one_athlete() -> None:
    assert menu("/coach/athletes/7/", "is_authenticated", "is_coach") == {
        "Athletes": True,
        "Inbox": False,
        "Answers": False,
    }


def test_an_athlete_has_the_links_under_the_thumb() -> None:
    assert list(menu("/week/2026-12-14/", "is_authenticated", "is_athlete")) == ["Week", "Season", "Races", "Answers"]


def test_a_newcomer_is_led_to_the_start() -> None:
    assert menu("/start/", "is_authenticated") == {"Start": True, "Answers": False}


def test_an_operator_finds_the_operators_page() -> None:
    assert list(menu("/", "is_authenticated", "is_coach", "is_staff")) == ["Athletes", "Inbox", "Answers", "Operator"]


def test_a_request_refused_before_authentication_still_gets_a_page() -> None:
    assert navigation(RequestFactory().get("/week/"))["who"] == ""
