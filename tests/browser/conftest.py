"""A real Chromium against a live server. Failures to load, script errors and policy breaches fail the test."""

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from playwright.sync_api import ConsoleMessage, Page

from tests.factories import PASSWORD

# Playwright's loop runs in this thread; the rows that a test makes are still its own.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

NAMES = ("chromium", "chromium-browser", "google-chrome")
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    return browser_type_launch_args | {"executable_path": found, "args": QUIET}


@pytest.fixture
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return browser_context_args | {
        "viewport": {"width": 1280, "height": 800},
        "locale": "en-GB",
        "service_workers": "block",
    }


@pytest.fixture(autouse=True)
def no_script_errors(page: Page) -> Iterator[None]:
    """What the console calls an error is one, a breach of the content security policy first of all."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if _is_error(message) else None)
    yield
    assert errors == []


@pytest.fixture(autouse=True)
def no_limits_used_up() -> None:
    """Every test signs in from one address: what earlier ones did must not count against it."""
    cache.clear()


@pytest.fixture
def site(live_server: Any) -> str:
    return str(live_server.url)


def log_in(page: Page, site: str, email: str) -> None:
    page.goto(f"{site}/accounts/login/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main form button[type=submit], main form button:not([type])").first.click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)


def _is_error(message: ConsoleMessage) -> bool:
    """A refusal (404, 422) is part of some flows and asserted there; so is a request that a newer one replaced."""
    expected = ("Failed to load resource", "htmx:afterRequest", "htmx:sendAbort")
    return message.type == "error" and not any(text in message.text for text in expected)
