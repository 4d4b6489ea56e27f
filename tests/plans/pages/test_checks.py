from dataclasses import replace
from datetime import date, timedelta

import pytest

from plans.engine.planner import plan
from plans.engine.response import Check, PlanResponse
from plans.pages.checks import LATER, check_list
from tests.plans.pages.test_plan import request_of

FIRST_DAY = date(2026, 11, 2)
MIXED = (
    Check(id="INV-01", ok=True, severity="error", detail="60.1-71.0% of baseline"),
    Check(id="INV-19", ok=False, severity="warning", detail="week 2: 97% easy; week 9: 98% easy"),
    Check(id="INV-26", ok=False, severity="error", detail="2026-11-04: hard after a hard day"),
    Check(id="INV-33", ok=False, severity="warning", detail="week 1: 1", overridden_by="coach"),
)


@pytest.fixture(scope="module")
def answer() -> PlanResponse:
    return plan(request_of())


def listed(answer, **options):
    return check_list(replace(answer, checks=MIXED), **({"unit": "km", "reader": "coach"} | options))


def lines_of(found):
    return {line.id: line for group in found.groups for line in group.lines}


def test_every_check_of_a_plan_stands_in_one_group(answer):
    found = check_list(answer, unit="mi", reader="own")
    lines = [line.id for group in found.groups for line in group.lines]

    assert sorted(lines) == sorted(check.id for check in answer.checks)


def test_what_is_not_kept_comes_first_the_weightiest_at_the_top(answer):
    first, *themes = listed(answer).groups

    assert [(line.id, line.word) for line in first.lines] == [
        ("INV-26", "not kept"),
        ("INV-19", "worth a look"),
        ("INV-33", "your choice"),
    ]
    assert [group.name for group in themes] == ["Volume"]


def test_where_all_is_kept_no_group_says_otherwise(answer):
    found = check_list(replace(answer, checks=MIXED[:1]), unit="km", reader="coach")

    assert found.headline.endswith("all kept")
    assert [group.name for group in found.groups] == ["Volume"]


def test_the_athlete_reads_kind_words_and_calm_marks(answer):
    lines = lines_of(listed(answer, reader="athlete"))

    assert {line.mark for line in lines.values()} == {"done", "wait", "moved"}
    assert {line.word for line in lines.values()} == {"kept", "good to know", "with your coach", "your coach’s choice"}
    assert lines["INV-26"].title == "No two hard days side by side"


def test_weeks_that_are_not_open_yet_are_not_told(answer):
    found = lines_of(listed(answer, reader="athlete", open_until=FIRST_DAY + timedelta(days=13)))
    early = lines_of(listed(answer, reader="athlete", open_until=FIRST_DAY + timedelta(days=1)))

    assert found["INV-19"].detail == "Week 2: 97% easy."
    assert found["INV-26"].detail == "Wed 4 Nov: hard after a hard day."
    assert (early["INV-19"].detail, early["INV-26"].detail) == (LATER, LATER)
    assert early["INV-01"].detail == "60.1–71.0% of the usual week."


def test_without_weeks_there_is_nothing_to_list():
    refused = PlanResponse(status="REFER", checks=MIXED)

    assert check_list(refused, unit="km", reader="coach") is None
