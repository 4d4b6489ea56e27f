"""Every page carries a policy that lets nothing inline run."""

import re

import pytest
import time_machine

from tests.access_answers import ANSWERS
from tests.access_world import build_world
from tests.factories import NOW
from tests.test_access import FOUND

SCRIPT = re.compile(r"<script\b([^>]*)>", re.IGNORECASE)
# A mail as it leaves or came in, for a frame that is sandboxed.
FRAMED = {"desk:mail_preview_html", "questions:mail_body"}
# What somebody sent, as a file: no page of ours, and stricter than one.
DOWNLOADED = {"questions:mail_attachment", "questions:mail_source"}
pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db):
    with time_machine.travel(NOW, tick=False):
        yield build_world()


@pytest.mark.parametrize("column", [0, 1, 2, 7], ids=["anonymous", "bob", "alice", "fay"])
def test_every_page_has_the_policy_and_keeps_to_it(world, column):
    client = list(world.clients())[column]
    shown = [name for name, listed in ANSWERS.items() if name in FOUND and listed["GET"].split()[column] == "200"]
    pages = {
        name: client.get(world.address_of(FOUND[name]))
        for name in shown
        if not name.startswith("api:") and name not in FRAMED | DOWNLOADED
    }
    assert len(pages) > 10
    for name, page in pages.items():
        policy = page["Content-Security-Policy"]
        assert "unsafe" not in policy, name
        assert {"default-src 'self'", "object-src 'none'", "frame-ancestors 'none'"} <= set(policy.split("; ")), name
        if page["Content-Type"].startswith("text/html"):
            scripts = SCRIPT.findall(page.content.decode())
            assert all("src=" in script or "nonce=" in script for script in scripts), name


def test_a_mail_in_its_frame_runs_nothing_and_stands_on_our_pages_alone(world):
    alice = list(world.clients())[2]

    for name in FRAMED:
        policy = alice.get(world.address_of(FOUND[name]))["Content-Security-Policy"].split("; ")
        assert {"default-src 'none'", "frame-ancestors 'self'"} <= set(policy), name
        assert not any(rule.startswith("script-src") for rule in policy), name


def test_what_somebody_sent_comes_as_a_file_that_may_do_nothing(world):
    alice = list(world.clients())[2]

    for name in DOWNLOADED:
        file = alice.get(world.address_of(FOUND[name]))
        assert file["Content-Security-Policy"] == "default-src 'none'; sandbox", name
        assert file["Content-Disposition"].startswith("attachment"), name
        assert file["X-Content-Type-Options"] == "nosniff", name


def test_an_error_page_has_the_policy_too(client, db):
    assert "unsafe" not in client.get("/coach/athletes/nobody/")["Content-Security-Policy"]
