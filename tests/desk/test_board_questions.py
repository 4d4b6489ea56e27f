"""Thousands of questions at one desk: the board stays short, and what cannot wait stays on it."""

from datetime import timedelta

import pytest

from coachapp.desk.needs.board import needs_of
from tests.factories import NOW, account_of
from tests.questions.factories import make_question

pytestmark = pytest.mark.django_db


def test_what_more_visitors_ask_is_one_row_and_none_that_cannot_wait_is_in_it(alice, bob, monkeypatch):
    monkeypatch.setattr("coachapp.desk.needs.board.MOST_VISITORS", 2)
    for hours in range(5):
        make_question(coach=alice, asked_at=NOW - timedelta(hours=hours))
    make_question(coach=alice, asker_name="Zoe", text="I fainted on the long run.")
    make_question(coach=alice, asker=account_of(bob))

    needs = list(needs_of(alice.user, today=NOW.date(), at=NOW))

    assert [need.kind for need in needs if need.who == "Zoe"] == ["unwell"]
    assert sum(need.kind == "question" for need in needs) == 2 + 1 + 1
    assert [need.who for need in needs if need.facts == ("more",)] == ["3 more questions"]
