"""House rules that a linter does not know."""

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = ("athletes", "coachapp", "plans", "questions")
VAGUE = {"common", "helper", "helpers", "manager", "managers", "misc", "service", "services", "util", "utils"}
LONGEST_FILE = 400
INLINE = {
    "a style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script without src": re.compile(r"<script\b(?![^>]*\bsrc=)", re.IGNORECASE),
    "an event handler": re.compile(r"<[^<>{}]*\son[a-z]+\s*=\s*[\"']", re.IGNORECASE),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
}
RULE = re.compile(r"\bINV-\d+b?\b")
LINK = re.compile(r"\]\((?!https?:)([^)#]+)")
UNSCOPED = re.compile(r"get_object_or_404\(\s*[A-Z]\w*\s*,|\.objects\.(get|all)\(")


def sources() -> Iterator[Path]:
    for app in (*APPS, "tests"):
        yield from (path for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts)


def edges() -> Iterator[Path]:
    """Where a request comes in: views, APIs, and the desk's pages."""
    for app in APPS:
        yield from chain((ROOT / app).rglob("views/*.py"), (ROOT / app).rglob("api/*.py"))
    yield from (ROOT / "coachapp" / "desk").glob("*.py")


def templates() -> Iterator[Path]:
    """Pages; mails are read elsewhere and carry their style with them."""
    yield from (path for path in (ROOT / "templates").rglob("*.html") if "emails" not in path.parts)


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_modules_say_what_they_are_about():
    vague = [named(path) for path in sources() if {path.stem, *path.relative_to(ROOT).parts} & VAGUE]
    assert not vague


def test_files_stay_readable():
    long = [named(path) for path in sources() if len(path.read_text().splitlines()) > LONGEST_FILE]
    assert not long, f"over {LONGEST_FILE} lines: split them"


@pytest.mark.parametrize("what", sorted(INLINE))
def test_no_template_needs_unsafe_inline(what):
    found = [named(path) for path in templates() if INLINE[what].search(path.read_text())]
    assert not found, f"{what}: the content security policy refuses it"


def test_every_lookup_starts_at_what_the_user_may_see():
    unscoped = [named(path) for path in edges() if UNSCOPED.search(path.read_text())]
    assert not unscoped, "start at visible_to, editable_by, coached_by or a relation of the user"


def test_no_view_asks_which_button_was_pressed():
    asking = [named(path) for path in edges() if '" in request.POST' in path.read_text()]
    assert not asking, "one URL, one verb"


def test_locked_requirements_name_no_address():
    for lock in (ROOT / "requirements").glob("*.txt"):
        assert "://" not in lock.read_text(), f"{lock.name} must work with any package index"


def test_the_rules_that_code_names_are_explained():
    explained = (ROOT / "docs" / "planning.md").read_text()
    named_in_code = {rule for path in (ROOT / "plans").rglob("*.py") for rule in RULE.findall(path.read_text())}
    assert named_in_code == set(RULE.findall(explained))


def test_pages_of_the_docs_lead_somewhere():
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    links = [(page, link) for page in pages for link in LINK.findall(page.read_text())]
    assert not [(named(page), link) for page, link in links if not (page.parent / link).exists()]


def test_engine_actions_and_models_read_no_clock():
    layers = [ROOT / "plans" / "engine", *(ROOT / app / part for app in APPS for part in ("models", "actions"))]
    files = [path for layer in layers for path in layer.rglob("*.py")]
    clock = re.compile(
        r"timezone\.now\(\)|timezone\.localdate\(|datetime\.now\(|date\.today\(|time\.time\(|import random"
    )
    assert not [named(path) for path in files if clock.search(path.read_text())]
