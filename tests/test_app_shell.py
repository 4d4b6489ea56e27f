"""What makes the site an app: a manifest that fits, a worker with this release's files, a page for no network."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains

from coachapp import app_shell

pytestmark = pytest.mark.django_db
ROOT = Path(settings.BASE_DIR)


def size_of(picture: Path) -> str:
    """Width and height from the header of a PNG."""
    head = picture.read_bytes()[:24]
    assert head.startswith(b"\x89PNG")
    return f"{int.from_bytes(head[16:20])}x{int.from_bytes(head[20:24])}"


def test_the_manifest_names_icons_that_are_there_in_the_size_they_say(client):
    response = client.get("/manifest.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    told = json.loads(response.content)
    assert (told["start_url"], told["scope"], told["display"]) == ("/welcome/", "/", "standalone")
    for icon in told["icons"]:
        path = ROOT / icon["src"].lstrip("/")
        assert icon["sizes"] == "any" or size_of(path) == icon["sizes"], icon
    assert any(icon.get("purpose") == "maskable" for icon in told["icons"])


def test_the_worker_is_a_script_for_the_whole_site_that_is_asked_for_each_time(client):
    response = client.get("/sw.js")
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Cache-Control"] == "no-cache"
    assert "sessionid" not in response.cookies


def test_everything_of_ours_that_a_page_of_the_athlete_asks_for_is_in_the_shell(as_bob):
    shell = set(app_shell.shell())
    for page in ("/week/", "/settings/", "/offline/"):
        html = as_bob.get(page).content.decode()
        asked = set(re.findall(r'(?:src|href)="(/static/[^"#]+)', html))
        assert asked - shell == {"/static/img/app/icon-180.png"}, page


def test_another_release_is_another_worker(monkeypatch, client):
    before = client.get("/sw.js").content
    assert client.get("/sw.js").content == before
    monkeypatch.setattr(app_shell, "static", lambda name: f"/static/{name}?2")
    assert client.get("/sw.js").content != before


def test_the_page_for_no_network_says_nothing_of_anybody(as_bob):
    assertNotContains(as_bob.get("/offline/"), "Bob")
    assertContains(Client().get("/offline/"), "You are offline")


def test_every_page_allows_the_worker_and_the_manifest(client):
    policy = client.get("/")["Content-Security-Policy"].split("; ")
    assert {"worker-src 'self'", "manifest-src 'self'"} <= set(policy)


def test_only_an_athletes_pages_register_a_worker(as_bob, as_alice, client):
    named = '<meta name="worker"'
    assertContains(as_bob.get("/settings/"), named)
    assertNotContains(as_alice.get("/settings/"), named)
    assertNotContains(client.get("/"), named)
