import re
from pathlib import Path

import pytest
from django.conf import settings

from plans.words.checks import RULES, STATE_WORDS, THEMES, headline, measured, rule_of

ROW = re.compile(r"^\| (INV-\w+) \|", re.MULTILINE)


def test_every_rule_of_the_planning_page_has_its_words():
    explained = ROW.findall((Path(settings.BASE_DIR) / "docs" / "planning.md").read_text())

    assert sorted(RULES) == sorted(explained)


def test_no_two_rules_are_said_alike():
    for words in ("title", "yours"):
        assert len({getattr(rule, words) for rule in RULES.values()}) == len(RULES)


def test_every_rule_has_a_theme_and_every_theme_but_the_last_a_rule():
    assert {rule.theme for rule in RULES.values()} == set(THEMES[:-1])


def test_a_rule_without_words_is_called_by_its_id_and_stands_last():
    rule = rule_of("INV-99")

    assert (rule.theme, rule.title, rule.yours) == (THEMES[-1], "INV-99", "INV-99")


@pytest.mark.parametrize(
    ("name", "detail", "unit", "said"),
    [
        ("INV-08", "58.2 km for a first week of 56.0 km", "km", "58.2 km for a first week of 56 km."),
        ("INV-08", "58.2 km for a first week of 56.0 km", "mi", "36.2 mi for a first week of 34.8 mi."),
        ("INV-05", "week 3: 16.1 km where 15.0 km is the most", "mi", "Week 3: 10 mi where 9.3 mi is the most."),
        ("INV-26", "2025-12-28: hard after a hard day", "km", "Sun 28 Dec: hard after a hard day."),
        ("INV-24", "week 8: F07 again; weeks 7-12: 2 kinds", "km", "Week 8: Short tempo again; weeks 7–12: 2 kinds."),
        ("INV-24", "week 8: Q99 again", "km", "Week 8: Q99 again."),
        ("INV-01", "60.1-72.4% of baseline", "km", "60.1–72.4% of the usual week."),
        ("INV-33", "3-3 a week", "km", "3 a week."),
        ("INV-04", "at most 1 days without running", "km", "At most 1 day without running."),
        ("INV-10", "at most 1 growth weeks in a row", "km", "At most 1 growth week in a row."),
        ("INV-20", "2025-12-03: 5.1 km of hill in 41.0 km", "km", "Wed 3 Dec: 5.1 km of hill in 41 km."),
        ("INV-38", "at most 1.59", "km", "Monotony at most 1.59."),
        ("INV-39b", "TSB -6 at CTL 200", "km", "Form −6 (TSB), fitness 200 (CTL)."),
    ],
)
def test_what_was_measured_is_said_as_the_runner_would(name, detail, unit, said):
    assert measured(name, detail, unit=unit) == said


@pytest.mark.parametrize(
    ("kept", "looked", "taken", "reader", "said"),
    [
        (40, 0, 0, "coach", "40 rules checked: all kept"),
        (36, 2, 0, "coach", "2 of 38 rules want a look"),
        (36, 1, 1, "coach", "1 of 38 rules wants a look, 1 is your choice"),
        (38, 0, 2, "coach", "40 rules checked: 38 kept, 2 are your choice"),
        (40, 0, 0, "athlete", "40 rules checked: all kept"),
        (38, 1, 1, "athlete", "38 of 40 rules kept, 1 good to know, 1 is your coach’s choice"),
        (38, 2, 0, "own", "38 of 40 rules kept, 2 good to know"),
    ],
)
def test_the_headline_counts_and_does_not_alarm(kept, looked, taken, reader, said):
    assert headline(kept=kept, looked=looked, taken=taken, reader=reader) == said


def test_an_athlete_is_never_told_of_something_broken():
    assert not re.search(r"broken|wrong|fail|error", " ".join(STATE_WORDS["athlete"].values()))
