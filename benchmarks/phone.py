"""How soon a week can be read on a slow phone: `.venv/bin/python -m pytest -s -p tests.servers benchmarks/phone.py`.

Chromium with a processor four times as slow, over networks as its developer tools name them, the files as they are
deployed. Milliseconds until the first words are painted, the median of some; the goal is under two seconds. They belong
to one machine and its mood: no test holds one.
"""

from statistics import median
from typing import Any

import pytest
from playwright.sync_api import BrowserContext

from athletes.models import Athlete
from tests.browser.conftest import (  # noqa: F401 -- fixtures
    browser_context_args,
    browser_type_launch_args,
    log_in,
    no_limits_used_up,
)
from tests.browser.test_offline import bobs_week, phone, site  # noqa: F401 -- fixtures
from tests.conftest import alice, bob  # noqa: F401 -- fixtures

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TRIES = 5
SLOWER = 4
# (round trip in ms, bits a second down and up)
NETWORKS = {"none slowed": (0, 0), "fast 3G": (150, 1_600_000), "slow 3G": (400, 400_000)}
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"


def test_how_soon_the_week_is_read(phone: BrowserContext, site: str, bobs_week: Athlete) -> None:  # noqa: F811, ARG001 -- fixtures
    page = phone.new_page()
    log_in(page, site, "bob@example.org")
    cdp = phone.new_cdp_session(page)
    cdp.send("Network.enable")
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    print()
    for name, (latency, bits) in NETWORKS.items():
        speed: dict[str, Any] = {"downloadThroughput": bits / 8 or -1, "uploadThroughput": bits / 8 or -1}
        cdp.send("Network.emulateNetworkConditions", {"offline": False, "latency": latency, **speed})
        for kind, is_cold in (("cold", True), ("again", False)):
            cdp.send("Network.setCacheDisabled", {"cacheDisabled": is_cold})
            cdp.send("Network.setBypassServiceWorker", {"bypass": is_cold})
            print(f"  {name:12} {kind:6} {_painted(page, site):6.0f} ms")


def _painted(page: Any, site: str) -> float:  # noqa: F811 -- the address, not the fixture
    found = []
    for _ in range(TRIES):
        page.goto(f"{site}/week/")
        page.wait_for_function(f"({PAINTED}) > 0")
        found.append(page.evaluate(PAINTED))
    return float(median(found))
