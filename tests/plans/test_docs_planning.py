"""The rules on paper are the rules in the code: figures, modules, sources."""

import re
from itertools import zip_longest
from pathlib import Path

import pytest
from django.conf import settings

from tests.plans import planning_tables as tables

ROOT = Path(settings.BASE_DIR)
PAGE = (ROOT / "docs" / "planning.md").read_text()
SECTIONS = set(re.findall(r"^#{2,3} (\d+(?:\.\d+)?)\.? ", PAGE, re.MULTILINE))
MODULE = re.compile(r"`([\w/]+(?:\.py|/))`")
STUDY = re.compile(r"[A-Z][\w-]+(?: (?:&|and) [A-Z][\w-]+)? (?:19|20)\d\d\b")


def part(heading: str) -> str:
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found, f"the section {heading} is gone"
    return found[1]


@pytest.mark.parametrize("name", sorted(tables.TABLES))
def test_the_tables_say_what_the_engine_does(name):
    pairs = zip_longest(tables.written(name, PAGE), tables.drawn(name), fillvalue="(no row)")
    wrong = [f"written: {row}\nin code: {true}" for row, true in pairs if row != true]

    assert not wrong, f"{len(wrong)} rows of the table {name} differ, the first:\n{wrong[0]}\n{tables.REFRESH}"


def test_every_number_knows_what_it_is():
    unclear = [number.name for number in tables.numbers() if not number.evidence.unit or not number.default]

    assert not unclear


def test_every_number_belongs_to_a_section_of_the_page():
    told = {number.name: number.evidence.section.partition(" ")[0] for number in tables.numbers()}

    assert not {name: section for name, section in told.items() if section not in SECTIONS}


def test_every_module_that_a_rule_lives_in_exists():
    named = [name for name in MODULE.findall(part("Where each rule lives")) if name != "plans/engine/"]

    assert len(named) > 40
    assert not [name for name in named if not (ROOT / "plans" / "engine" / name).exists()]


def test_every_module_that_the_architecture_names_exists():
    named = MODULE.findall(
        (ROOT / "docs" / "architecture.md").read_text().partition("## How the engine fills a plan")[2]
    )
    named = [name for name in named if not name.startswith(("plans/", "coachapp/", "tests/"))]

    assert len(named) > 20
    assert not [name for name in named if not (ROOT / "plans" / "engine" / name).exists()]


def test_every_study_that_is_named_stands_among_the_sources():
    sources = part("10. Sources")
    listed = " ".join(sources.split())
    texts = [number.evidence.source for number in tables.numbers()]
    texts += [path.read_text() for path in (ROOT / "plans").rglob("*.py")]
    texts.append(PAGE.replace(sources, ""))
    named = {study.replace(" and ", " & ") for text in texts for study in STUDY.findall(" ".join(text.split()))}
    studies = {study for study in named if study.split()[0] not in NO_AUTHORS}

    assert "Frandsen 2025" in studies
    assert not [study for study in sorted(studies) if study not in listed]


# Words that a year follows for another reason.
NO_AUTHORS = {"January", "February", "March", "April", "May", "November", "December", "Opinion", "RFC"}


def test_the_age_grade_table_says_whose_it_is_and_its_edition():
    head = "".join((ROOT / "plans" / "engine" / "age_grade_2025.csv").read_text().splitlines(keepends=True)[:3])

    assert "2025" in head
    assert "CC0" in head
    assert "CC0" in part("6. Formulas")


def test_the_twenty_five_edge_cases_are_all_told():
    cases = part("5. Statuses, edge cases").partition("### 5.3")[2]

    assert re.findall(r"^(\d+)\. ", cases, re.MULTILINE) == [str(number) for number in range(1, 26)]
