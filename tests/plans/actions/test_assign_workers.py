from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from athletes.models import OutgoingMail, SafetyAnswer
from plans.actions.assign import LEASE, MOST_TRIES, claim, go_on, publish_row, publish_waiting, stop, try_again
from plans.actions.assign_row import publish_season
from plans.actions.assign_undo import StillRunning, take_back
from plans.actions.log import mark_done
from plans.models import AssignmentBatch, AssignmentRow, OffSeason, PlanVersion, TrainingSession
from plans.season_choices import SharedChoices
from plans.tasks import publish_assignments, resume_assignments
from tests.factories import NOW
from tests.plans.assigning import (
    LATER,
    add_races,
    claimed,
    make_batch,
    make_racer,
    make_racers,
    row_of,
    run,
    season_of,
    states,
)
from tests.plans.drafted import drafted, redraft
from tests.together import together


@pytest.fixture
def racing_bob(bob):
    add_races(bob)
    return bob


class TestTwiceAndLate:
    def test_the_same_form_is_one_batch(self, alice, racing_bob):
        key = uuid4()
        first, second = (make_batch(alice, racing_bob, key=key) for _ in range(2))

        assert first == second
        assert AssignmentRow.objects.count() == 1

    def test_another_coach_with_the_same_key_gets_a_batch_of_their_own(self, alice, dana, racing_bob):
        key = uuid4()

        assert make_batch(alice, racing_bob, key=key) != make_batch(dana, make_racer(dana, "Theirs"), key=key)

    def test_a_task_that_runs_twice_publishes_once(self, alice):
        batch = make_batch(alice, *make_racers(alice, 3))
        for _ in range(2):
            publish_assignments(str(batch.pk))

        assert states(batch) == ["published"] * 3
        assert PlanVersion.objects.count() == 3

    def test_a_day_later_it_plans_from_that_day(self, alice, racing_bob):
        batch = make_batch(alice, racing_bob)

        run(batch, at=NOW + timedelta(days=1))

        assert drafted(season_of(racing_bob)).request["today"] == "2026-11-05"

    def test_a_row_that_another_worker_holds_is_left_to_it(self, alice, racing_bob):
        batch = make_batch(alice, racing_bob)
        assert claim(row_of(racing_bob).pk, at=NOW) is not None

        run(batch, at=NOW + LEASE / 2)

        assert not OffSeason.objects.exists()

    def test_a_lease_that_ran_out_is_taken_over(self, alice, racing_bob):
        batch = make_batch(alice, racing_bob)
        claim(row_of(racing_bob).pk, at=NOW)

        run(batch, at=NOW + LEASE)

        assert states(batch) == ["published"]

    def test_the_worker_that_came_too_late_takes_its_own_work_back(self, alice, racing_bob):
        make_batch(alice, racing_bob)
        slow = claimed(racing_bob, at=NOW)
        quick = claimed(racing_bob, at=NOW + LEASE)

        publish_row(slow, clock=lambda: NOW + LEASE)
        assert not OffSeason.objects.exists()

        publish_row(quick, clock=lambda: NOW + LEASE)
        assert season_of(racing_bob).published is not None

    def test_a_row_that_never_ends_is_given_up(self, alice, racing_bob):
        batch = make_batch(alice, racing_bob)
        AssignmentRow.objects.update(attempts=MOST_TRIES)

        run(batch)

        assert (states(batch), "five times" in row_of(racing_bob).message) == (["failed"], True)

    def test_beat_finds_what_nobody_holds(self, alice, racing_bob):
        batch = make_batch(alice, racing_bob)
        needing = AssignmentBatch.objects.needing_a_worker
        assert list(needing(at=NOW)) == [batch]

        claim(row_of(racing_bob).pk, at=NOW)
        assert not needing(at=NOW).exists()
        assert needing(at=NOW + LEASE).exists()

        run(batch, at=NOW + LEASE)
        assert not needing(at=LATER).exists()


class TestStopping:
    def test_nothing_more_is_begun_and_what_waits_keeps_its_place(self, alice):
        batch = make_batch(alice, *make_racers(alice, 2))
        stop(batch, at=NOW)

        run(batch)
        assert states(batch) == ["waiting", "waiting"]
        assert not AssignmentBatch.objects.needing_a_worker(at=LATER).exists()

        go_on(batch)
        run(batch)
        assert states(batch) == ["published", "published"]

    def test_it_stops_after_the_one_that_is_being_published(self, alice, monkeypatch):
        batch = make_batch(alice, *make_racers(alice, 3))
        real = publish_season

        def stopping(row, *, at):
            stop(batch, at=NOW)
            return real(row, at=at)

        monkeypatch.setattr("plans.actions.assign.publish_season", stopping)
        run(batch)

        assert states(batch) == ["published", "waiting", "waiting"]

    def test_what_failed_is_tried_again(self, alice, racing_bob):
        batch = make_batch(alice, racing_bob)
        SafetyAnswer.objects.create(athlete=racing_bob, flags=["chest_pain"], answered_at=NOW)
        run(batch)
        SafetyAnswer.objects.all().delete()

        assert try_again(batch) == 1
        run(batch, at=LATER)

        assert states(batch) == ["published"]


class TestTakingBack:
    def test_what_is_being_published_at_that_moment_is_not(self, alice, racing_bob, monkeypatch):
        batch = make_batch(alice, racing_bob)

        def slowly(row, *, at):
            AssignmentBatch.objects.filter(pk=batch.pk).update(undone_at=NOW, stopped_at=NOW)
            return publish_season(row, at=at)

        monkeypatch.setattr("plans.actions.assign.publish_season", slowly)
        run(batch)

        assert states(batch) == ["waiting"]
        assert not OffSeason.objects.exists()

    def test_what_nobody_lived_in_goes(self, alice, racing_bob):
        batch = make_batch(alice, racing_bob)
        run(batch)

        assert take_back(batch, at=LATER) == (1, 0)

        assert states(batch) == ["undone"]
        assert season_of(racing_bob).published is None
        assert not TrainingSession.objects.exists()

    def test_a_second_click_changes_nothing(self, alice, racing_bob):
        batch = make_batch(alice, racing_bob)
        run(batch)
        take_back(batch, at=LATER)

        assert take_back(batch, at=LATER) == (0, 0)

    def test_what_was_ticked_off_stays_with_a_kind_word(self, alice, racing_bob):
        batch = make_batch(alice, racing_bob)
        run(batch)
        mark_done(racing_bob.sessions.in_order().first(), by=racing_bob.user, at=NOW)

        assert take_back(batch, at=LATER) == (0, 1)

        assert season_of(racing_bob).published is not None
        assert "ticked off" in row_of(racing_bob).message

    def test_what_the_coach_changed_since_stays(self, alice, racing_bob):
        batch = make_batch(alice, racing_bob)
        run(batch)
        season = season_of(racing_bob)
        redraft(season, {"policy": {"cut": 0.4}})

        assert take_back(batch, at=LATER) == (0, 1)
        assert season_of(racing_bob).published is not None

    def test_after_it_the_athletes_can_be_assigned_again(self, alice, racing_bob):
        batch = make_batch(alice, racing_bob)
        run(batch)
        take_back(batch, at=LATER)

        run(make_batch(alice, racing_bob, shared=SharedChoices(spring_weeks=10)), at=LATER)

        assert drafted(season_of(racing_bob)).request["spring_plan"]["weeks"] == 10
        assert season_of(racing_bob).published is not None

    def test_not_while_a_worker_holds_one(self, alice, racing_bob):
        batch = make_batch(alice, racing_bob)
        claim(row_of(racing_bob).pk, at=NOW)

        with pytest.raises(StillRunning):
            take_back(batch, at=NOW)


@pytest.mark.django_db(transaction=True)
class TestTogether:
    @pytest.fixture(autouse=True)
    def _in_november(self):
        with time_machine.travel(NOW, tick=False):
            yield

    def test_two_clicks_at_once_are_one_batch(self, alice):
        racers, key = make_racers(alice, 3), uuid4()

        batches = together([partial(make_batch, alice, *racers, key=key)] * 2)

        assert batches[0] == batches[1]
        assert AssignmentRow.objects.count() == 3

    def test_three_workers_at_once_publish_each_row_once(self, alice):
        racers = [make_racer(alice, f"Runner {n}", email=f"r{n}@example.org") for n in range(9)]
        batch = make_batch(alice, *racers)

        together([partial(publish_waiting, batch.pk, clock=timezone.now)] * 3)

        assert states(batch) == ["published"] * 9
        assert set(batch.rows.values_list("attempts", flat=True)) == {1}
        assert (OffSeason.objects.count(), PlanVersion.objects.count()) == (9, 9)
        assert OutgoingMail.objects.filter(kind="plan_published").count() == 9

    def test_of_two_workers_one_claims(self, alice):
        make_batch(alice, make_racer(alice, "Ana"))
        row = AssignmentRow.objects.get()

        claims = together([partial(claim, row.pk, at=NOW)] * 4)

        assert sum(one is not None for one in claims) == 1

    def test_without_a_broker_it_waits_and_beat_finds_it(self, alice, monkeypatch):
        def away(*args, **options):
            raise ConnectionError

        monkeypatch.setattr(publish_assignments, "delay", away)
        batch = make_batch(alice, make_racer(alice, "Ana"))
        assert states(batch) == ["waiting"]

        taken = []
        monkeypatch.setattr(publish_assignments, "apply_async", lambda arguments, **_: taken.append(arguments))
        resume_assignments()

        assert taken == [(str(batch.pk),)]
