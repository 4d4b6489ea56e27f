import gzip
import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from coachapp.desk.gallery import SampleForm, sample

ROOT = Path(__file__).parents[2]
PAGES = sorted(path for path in (ROOT / "templates").rglob("*.html") if "emails" not in path.parts)
EVENTS = "click|change|input|submit|load|error|focus|blur|key|mouse|pointer"
INLINE = re.compile(rf"\sstyle=|<style|\son(?:{EVENTS})\w*=|<script(?![^>]*\ssrc=)", re.IGNORECASE)


@pytest.fixture
def gallery_html():
    return render_to_string("desk/gallery.html", sample(), request=RequestFactory().get("/gallery/"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_template_carries_inline_style_or_script(path) -> None:
    assert INLINE.findall(path.read_text()) == []


def test_pictures_are_drawn_without_inline_style(gallery_html) -> None:
    assert INLINE.findall(gallery_html) == []
    assert gallery_html.count('class="season-strip') == 3


def test_every_component_stands_in_the_gallery() -> None:
    """A component that nobody can look at alone is changed blindly."""
    templates = ROOT / "templates"
    reached, waiting = set(), ["desk/gallery.html", "base.html"]
    while waiting:
        text = (templates / waiting.pop()).read_text()
        found = {name for name in re.findall(r'include "([^"]+)"', text) if name not in reached}
        reached |= found
        waiting += found
    components = {f"components/{path.name}" for path in (templates / "components").glob("*.html")}
    assert components - reached == set()


def test_the_strip_says_every_week_in_words_too(gallery_html) -> None:
    twins = re.findall(r'<ol class="(?:twin|vh)"[^>]*>(.*?)</ol>', gallery_html, re.DOTALL)

    assert [twin.count("<li>") for twin in twins] == [13, 13]


def test_only_the_present_week_is_called_today(gallery_html) -> None:
    assert gallery_html.count('<g class="today">') == 1


def test_bowl_says_in_words_what_it_shows(gallery_html) -> None:
    assert 'aria-label="5 of 7 kept, left: Aerobic run, Long run"' in gallery_html


def test_a_field_is_tied_to_its_label_help_and_error() -> None:
    field = SampleForm({"volume": "lots"})["volume"]

    html = field.as_field_group()

    assert '<label for="id_volume">' in html
    assert 'aria-invalid="true"' in html
    described = re.search(r'aria-describedby="([^"]+)"', html)
    assert described is not None
    assert set(described[1].split()) <= set(re.findall(r' id="([^"]+)"', html))
    assert "<span>mi</span>" in html


def test_choices_stand_in_a_fieldset_with_a_legend() -> None:
    html = SampleForm()["runs"].as_field_group()

    assert html.count("<fieldset") == html.count("<legend>Runs a week</legend>") == 1
    assert html.count('type="radio"') == 4


def test_all_stylesheets_together_weigh_under_40_kb_as_transferred() -> None:
    sheets = (ROOT / "static/css").glob("*.css")

    assert sum(len(gzip.compress(sheet.read_bytes())) for sheet in sheets) < 40_000
