"""The coach's pages in every dress: wide and narrow, light and dark, each without faults and no wider than its screen."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from athletes.models import Athlete, Coach
from plans.actions.check_in import check_in
from plans.models import OffSeason
from tests.browser.conftest import log_in
from tests.factories import NOW, account_of, make_athlete, make_race, make_squad
from tests.plans.drafted import first_key, make_draft, publish_draft, redraft

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

PAGES = (
    "/coach/",
    "/coach/athletes/",
    "/coach/athletes/?needs=me&phase=none",
    "/coach/athletes/squads/",
    "/coach/athletes/import/",
    "/coach/assign/",
    "/coach/policy/",
    "/coach/library/",
    "/coach/library/built-in/F05/",
    "/coach/team/",
    "/coach/inbox/",
    "/coach/athletes/{athlete}/",
    "/coach/athletes/{athlete}/calendar/2026-12-01/",
    "/coach/athletes/{athlete}/season/",
    "{builder}",
    "{builder}sessions/{key}/",
)


@pytest.fixture
def season(bob: Athlete, alice: Coach) -> OffSeason:
    """Bob has a plan, a newer draft, and an ache; three others wait to be planned."""
    season = make_draft(bob)
    publish_draft(season)
    redraft(season, {"policy": {"cut": 0.36}})
    monday = NOW.date().replace(day=2)
    check_in(bob, week_start=monday, feeling="ache", where="left knee", by=account_of(bob), at=NOW)
    others = [make_athlete(name=f"Runner {n} ليلى", coach=alice) for n in range(3)]
    for other in others:
        make_race(other)
    make_squad(alice, *others)
    return season


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_of_the_coach_has_faults(
    browser: Browser, site: str, season: OffSeason, width: int, theme: Any
) -> None:
    places = {"athlete": season.athlete_id, "builder": season.get_absolute_url(), "key": first_key(season, "fast")}
    with browser.new_context(viewport={"width": width, "height": 800}, color_scheme=theme, locale="en-GB") as context:
        page = context.new_page()
        log_in(page, site, "alice@example.org")
        found = {path: faults(page, site + path.format(**places)) for path in PAGES}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def faults(page: Page, address: str) -> list[str]:
    answer = page.goto(address)
    assert answer is not None
    wrong = [f"{answer.status}"] if answer.status != 200 else []
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        wrong.append("wider than its screen")
    violations = Axe().run(page).response["violations"]
    return wrong + [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in violations]
