"""The week on a phone without a network: read only, of this person alone, and gone with signing out."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test.testcases import LiveServerThread
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Error, Page, Request, expect

from athletes.models import Athlete, User
from tests.browser.conftest import log_in
from tests.factories import make_athlete
from tests.plans.published import make_published

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
WEEK_PAGE_BYTES = 150_000
KEPT = """async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith("weeks-"));
  const all = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map((one) => new URL(one.url).pathname)));
  return all.flat().sort();
}"""
COPY_HOLDS = """async (words) => {
  for (const name of await caches.keys()) {
    const found = await (await caches.open(name)).match("/week/");
    if (found && (await found.text()).includes(words)) return true;
  }
  return false;
}"""
PATIENCE = 100


@pytest.fixture
def site(transactional_db: None, settings, tmp_path: Path) -> Iterator[str]:
    """As it is deployed: hashed names and compressed files, served by the application itself."""
    settings.STATIC_ROOT = tmp_path
    storage = {"BACKEND": "coachapp.storage.HashedModulesStorage"}
    settings.STORAGES = settings.STORAGES | {"staticfiles": storage}
    call_command("collectstatic", interactive=False, verbosity=0)
    server = LiveServerThread("127.0.0.1", itself)  # type: ignore[arg-type]  # the stubs ask for a class
    server.daemon = True
    server.start()
    server.is_ready.wait()
    assert server.error is None
    yield f"http://localhost:{server.port}"
    server.terminate()


@pytest.fixture
def phone(browser: Browser, browser_context_args, site: str) -> Iterator[BrowserContext]:
    allowed = browser_context_args | {"service_workers": "allow", "viewport": {"width": 360, "height": 760}}
    with browser.new_context(**allowed) as context:
        yield context


def itself(application: Any) -> Any:
    """No handler of static files before the application: it serves them itself."""
    return application


def monday(athlete: Athlete) -> str:
    today = athlete.today(timezone.now())
    return (today - timedelta(days=today.weekday())).isoformat()


def living(athlete: Athlete) -> Athlete:
    today = athlete.today(timezone.now())
    start = today - timedelta(days=today.weekday())
    make_published(athlete, starts=(start - timedelta(days=7), start, start + timedelta(days=7)))
    return athlete


@pytest.fixture
def bobs_week(bob: Athlete) -> Athlete:
    return living(bob)


def kept(page: Page) -> list[str]:
    found: list[str] = page.evaluate(KEPT)
    return found


def until(page: Page, is_so: Callable[[], bool]) -> None:
    """What a worker does beside the page, in its own time."""
    for _ in range(PATIENCE):
        if is_so():
            return
        page.wait_for_timeout(100)
    raise AssertionError("it never came to be")


def sign_in_and_keep(context: BrowserContext, site: str, email: str = "bob@example.org") -> Page:
    page = context.new_page()
    log_in(page, site, email)
    expect(page).to_have_url(re.compile("/week/$"))
    until(page, lambda: bool(page.evaluate("!!navigator.serviceWorker.controller")) and len(kept(page)) == 3)
    return page


def test_this_week_and_the_next_are_read_without_a_network(
    phone: BrowserContext, site: str, bobs_week: Athlete
) -> None:
    page = sign_in_and_keep(phone, site)
    start = monday(bobs_week)
    phone.set_offline(True)
    page.goto(f"{site}/week/")
    expect(page.get_by_text(re.compile(r"You are offline\. This is your week as of \w+day \d+:\d\d\."))).to_be_visible()
    expect(page.get_by_role("heading", name="The week")).to_be_visible()
    page.get_by_role("link", name="Week 9").click()
    expect(page.get_by_text("Week 9 of 9")).to_be_visible()
    expect(page.get_by_text("You are offline.")).to_be_visible()
    page.get_by_role("link", name="Week 8").click()
    expect(page).to_have_url(f"{site}/week/{start}/")
    expect(page.get_by_text("Week 8 of 9")).to_be_visible()
    page.goto(f"{site}/welcome/")  # where the icon on the first screen leads
    expect(page.get_by_text("Week 8 of 9")).to_be_visible()


def test_what_is_kept_offers_nothing_that_would_be_lost(phone: BrowserContext, site: str, bobs_week: Athlete) -> None:
    page = sign_in_and_keep(phone, site)
    phone.set_offline(True)
    page.goto(f"{site}/week/")
    expect(page.get_by_text("You are offline.")).to_be_visible()
    assert page.locator(":is(button, input, select, textarea):not(:disabled)").count() == 0


def test_a_tap_on_an_open_page_is_not_lost_in_silence(phone: BrowserContext, site: str, bobs_week: Athlete) -> None:
    page = sign_in_and_keep(phone, site)
    phone.set_offline(True)
    expect(page.get_by_text("nothing can be kept until the network is back")).to_be_visible()
    page.locator(".week-days details.session").filter(has_text="Cruise fives").locator("summary").first.click()
    page.get_by_role("button", name=re.compile("Done ?: Cruise fives")).first.click()
    expect(page.get_by_text("You are offline: this was not kept.")).to_be_visible()
    phone.set_offline(False)
    expect(page.locator(".offline-note")).to_have_count(0)


def test_a_mark_is_in_the_copy_too(phone: BrowserContext, site: str, bobs_week: Athlete) -> None:
    page = sign_in_and_keep(phone, site)
    page.locator(".week-days details.session").filter(has_text="Cruise fives").locator("summary").first.click()
    page.get_by_role("button", name=re.compile("Done ?: Cruise fives")).first.click()
    expect(page.get_by_text("Cruise fives: done.")).to_be_visible()
    until(page, lambda: bool(page.evaluate(COPY_HOLDS, "1 of 7 kept")))


def test_only_weeks_are_kept_and_every_other_page_says_there_is_no_network(
    phone: BrowserContext, site: str, bobs_week: Athlete
) -> None:
    page = sign_in_and_keep(phone, site)
    start = monday(bobs_week)
    for path in ("/season/", "/settings/", "/settings/health/", "/races/", "/settings/days/"):
        page.goto(site + path)
    following = (timezone.now().date() + timedelta(days=7 - timezone.now().date().weekday())).isoformat()
    assert kept(page) == sorted(["/week/", f"/week/{start}/", f"/week/{following}/"])
    phone.set_offline(True)
    page.goto(f"{site}/settings/health/")
    expect(page.get_by_role("heading", name="You are offline")).to_be_visible()
    assert "Bob" not in page.content()


def test_after_signing_out_nothing_stays(phone: BrowserContext, site: str, bobs_week: Athlete) -> None:
    page = sign_in_and_keep(phone, site)
    page.goto(f"{site}/week/")
    page.locator(".masthead .who, .footer").get_by_role("button", name="Sign out").locator("visible=true").first.click()
    page.wait_for_url(lambda url: "/week/" not in url)
    assert kept(page) == []
    phone.set_offline(True)
    with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):  # the browser's own page: the worker went as well
        page.goto(f"{site}/week/")


def test_a_session_that_has_run_out_takes_the_weeks_with_it(
    phone: BrowserContext, site: str, bobs_week: Athlete
) -> None:
    page = sign_in_and_keep(phone, site)
    phone.clear_cookies()
    page.goto(f"{site}/week/")
    expect(page).to_have_url(re.compile("/accounts/login/"))
    assert kept(page) == []
    phone.set_offline(True)
    page.goto(f"{site}/week/")
    expect(page.get_by_role("heading", name="You are offline")).to_be_visible()


def test_the_next_person_on_the_phone_gets_nothing_of_the_first(
    phone: BrowserContext, site: str, bobs_week: Athlete
) -> None:
    page = sign_in_and_keep(phone, site)
    living(make_athlete(name="Charlie Cole", email="charlie@example.org"))
    phone.clear_cookies()  # somebody signs in over it, without anybody having signed out
    page.close()
    theirs = sign_in_and_keep(phone, site, "charlie@example.org")
    assert theirs.evaluate("async () => (await caches.keys()).filter((name) => name.startsWith('weeks-')).length") == 1
    phone.set_offline(True)
    theirs.goto(f"{site}/week/")
    assert "Charlie Cole" in theirs.content()
    assert "Bob Brandt" not in theirs.content()


def test_a_coach_keeps_nothing(phone: BrowserContext, site: str, bobs_week: Athlete) -> None:
    page = phone.new_page()
    log_in(page, site, "alice@example.org")
    page.goto(f"{site}/coach/athletes/{bobs_week.pk}/week/{monday(bobs_week)}/")
    assert kept(page) == []
    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0
    assert User.objects.filter(email="alice@example.org").exists()


def test_the_week_weighs_little(phone: BrowserContext, site: str, bobs_week: Athlete) -> None:
    """Cold: nothing in any cache, with all that the worker fetches for itself."""
    page = phone.new_page()
    log_in(page, site, "bob@example.org")
    page.goto("about:blank")
    cdp = phone.new_cdp_session(page)
    cdp.send("Network.enable")
    cdp.send("Network.setCacheDisabled", {"cacheDisabled": True})
    cdp.send("Network.setBypassServiceWorker", {"bypass": True})
    sizes: list[float] = []
    workers: list[Request] = []
    cdp.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    phone.on("request", lambda request: workers.append(request) if request.service_worker else None)
    page.goto(f"{site}/week/", wait_until="networkidle")
    own = sum(request.sizes()["responseBodySize"] + request.sizes()["responseHeadersSize"] for request in workers)
    assert 10_000 < sum(sizes) + own < WEEK_PAGE_BYTES
