"""Every code that an answer may carry has its words, for who runs the plan and for who builds it."""

from typing import get_args

import pytest

from plans.engine.response import ErrorCode, Flag, PlanResponse, Status
from plans.words import advice, coach

NEEDS_NO_WORD = {"OK"}


@pytest.mark.parametrize("words", [advice.FLAGS, coach.FLAGS])
def test_every_flag_has_words(words):
    assert set(words) == set(get_args(Flag))


@pytest.mark.parametrize("words", [advice.STATUS, coach.STATUS])
def test_every_status_but_the_plain_one_has_words(words):
    assert set(words) == set(get_args(Status)) - NEEDS_NO_WORD


@pytest.mark.parametrize("words", [advice.ERRORS, coach.ERRORS])
def test_every_error_has_words(words):
    assert set(words) == set(get_args(ErrorCode))


def test_flags_are_told_in_the_order_they_come():
    plan = PlanResponse(flags=("CUT_OVERRIDE", "PROVISIONAL"))

    assert [each.title for each in advice.flag_advice(plan)] == [
        "A cut outside 20 to 40%",
        "Your first race is still to come",
    ]
