from datetime import timedelta

import pytest

from athletes.models import Activity
from plans.actions.log import logged, mark_done, put_back, tick, undo_done
from plans.actions.run import (
    AlreadyDone,
    add_run,
    change_run,
    match_run,
    matched_session,
    put_run_back,
    remove_run,
    run_as_said,
    unmatch_run,
)
from plans.models import SessionLog, SessionMatch, TrainingSession
from tests.factories import NOW
from tests.plans.published import MONDAY, make_published

SAID = {"date": MONDAY + timedelta(days=5), "distance_m": 9_000.0, "duration_s": 3_000, "effort": 4, "note": "ice ❄️"}


@pytest.fixture
def long_run(bob) -> TrainingSession:
    make_published(bob)
    return TrainingSession.objects.of(bob).get(ingredient="long")


@pytest.fixture
def run(bob) -> Activity:
    return add_run(bob, key="one", said=SAID, at=NOW)


def test_the_same_key_is_the_same_run(bob, run):
    again = add_run(bob, key="one", said=SAID | {"distance_m": 9_500.0}, at=NOW)

    assert again.pk == run.pk
    assert Activity.objects.get().distance_m == 9_500


def test_a_match_logs_the_session_as_the_run_was(bob, run, long_run):
    for _ in range(2):  # the second of two clicks
        match_run(run, long_run, by=bob.user, at=NOW)

    log = SessionLog.objects.get()
    assert (log.session, log.distance_m, log.duration_s, log.effort, log.note) == (long_run, 9_000, 3_000, 4, "ice ❄️")
    assert matched_session(run) == long_run


def test_a_session_that_is_logged_takes_no_run(bob, run, long_run):
    mark_done(long_run, by=bob.user, at=NOW)

    with pytest.raises(AlreadyDone):
        match_run(run, long_run, by=bob.user, at=NOW)


def test_a_run_is_one_session_only(bob, run, long_run):
    easy = TrainingSession.objects.of(bob).get(ingredient="easy")
    match_run(run, long_run, by=bob.user, at=NOW)

    with pytest.raises(AlreadyDone):
        match_run(run, easy, by=bob.user, at=NOW)


def test_what_is_said_otherwise_holds_for_the_session_too(bob, run, long_run):
    match_run(run, long_run, by=bob.user, at=NOW)
    change_run(run, said={"distance_m": 9_900.0}, by=bob.user, at=NOW)

    assert SessionLog.objects.get().distance_m == 9_900


@pytest.mark.parametrize("end", [unmatch_run, remove_run, lambda run: undo_done(run.match.session)])
def test_without_the_match_the_session_is_open(bob, run, long_run, end):
    match_run(run, long_run, by=bob.user, at=NOW)
    end(run)

    assert not SessionLog.objects.exists()
    assert not SessionMatch.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        remove_run,
        unmatch_run,
        lambda run: change_run(run, said={"distance_m": 1.0, "note": ""}, by=run.athlete.user, at=NOW),
    ],
)
@pytest.mark.parametrize("is_matched", [True, False])
def test_every_change_of_a_run_can_be_taken_back(bob, run, long_run, change, is_matched):
    if is_matched:
        match_run(run, long_run, by=bob.user, at=NOW)
    before = run_as_said(run)
    change(run)
    for _ in range(2):
        put_run_back(bob, before, by=bob.user, at=NOW)

    assert run_as_said(Activity.objects.get()) == before
    assert [log.distance_m for log in SessionLog.objects.all()] == ([9_000] if is_matched else [])


def test_one_tap_changes_nothing_that_was_said(bob, long_run):
    mark_done(long_run, by=bob.user, at=NOW, distance_m=7_000)

    assert not tick(long_run, by=bob.user, at=NOW)
    assert SessionLog.objects.get().distance_m == 7_000


def test_a_log_is_put_back_as_it_was_with_its_match(bob, run, long_run):
    match_run(run, long_run, by=bob.user, at=NOW)
    before = logged(long_run)
    undo_done(long_run)
    put_back(long_run, before, by=bob.user, at=NOW)

    assert logged(long_run) == before
    put_back(long_run, None, by=bob.user, at=NOW)
    assert logged(long_run) is None
