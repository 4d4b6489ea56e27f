from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
import time_machine
from django.utils import timezone

from athletes.models import Athlete, OutgoingMail, Race, SafetyAnswer
from plans.actions.assign import LEASE, MOST_TRIES, claim, go_on, publish_row, publish_waiting, stop, try_again
from plans.actions.assign_row import publish_season
from plans.actions.assign_undo import StillRunning, take_back
from plans.actions.draft import start_off_season
from plans.actions.log import mark_done
from plans.models import AssignmentBatch, AssignmentRow, OffSeason, PlanVersion, TrainingSession
from plans.pages.assign_figures import Figures
from plans.season_choices import KEEP_DRAFT, NEW_DRAFT, OwnChoices, SharedChoices
from plans.tasks import publish_assignments, resume_assignments
from tests.factories import NOW, make_athlete
from tests.plans.assigning import TWELVE, add_races, make_batch, make_racer, make_racers, wanted
from tests.plans.drafted import drafted, first_key, publish_draft, redraft
from tests.together import together

LATER = NOW + timedelta(minutes=5)


def run(batch: AssignmentBatch, *, at=NOW) -> None:
    publish_waiting(batch.pk, clock=lambda: at)


def row_of(athlete: Athlete) -> AssignmentRow:
    return AssignmentRow.objects.filter(athlete=athlete).latest("pk")


def claimed(athlete: Athlete, *, at) -> AssignmentRow:
    row = claim(row_of(athlete).pk, at=at)
    assert row is not None
    return row


def season_of(athlete: Athlete) -> OffSeason:
    return OffSeason.objects.with_races().get(athlete=athlete)


def states(batch: AssignmentBatch) -> list[str]:
    return list(batch.rows.in_order().values_list("state", flat=True))


@pytest.fixture
def racing_bob(bob):
    add_races(bob)
    return bob


class TestPublishing:
    def test_each_is_planned_from_their_own_baseline_with_the_shared_choices(self, alice):
        small, big = make_racer(alice, "Ana", baseline_m=40_000.0), make_racer(alice, "Ben", baseline_m=80_000.0)
        batch = make_batch(alice, small, big, shared=SharedChoices(spring_weeks=12, note="Mind the ice.", comfort=-1))

        run(batch)

        assert states(batch) == ["published", "published"]
        seasons = [season_of(athlete) for athlete in (small, big)]
        requests = [drafted(season).request for season in seasons]
        assert [request["history"]["baseline_m"] for request in requests] == [40_000.0, 80_000.0]
        assert [request["spring_plan"]["weeks"] for request in requests] == [12, 12]
        assert [request["athlete"]["comfort"] for request in requests] == [-1, -1]
        assert [season.note for season in seasons] == ["Mind the ice."] * 2
        assert [drafted(season).number for season in seasons] == [1, 1]
        assert {season.published_by for season in seasons} == {alice.user}

    def test_a_rows_own_choices_win_over_the_shared_ones(self, alice, racing_bob):
        run(make_batch(alice, wanted(racing_bob, own=OwnChoices(cut=0.38, spring_weeks=14))))

        request = drafted(season_of(racing_bob)).request
        assert (request["policy"]["cut"], request["spring_plan"]["weeks"]) == (0.38, 14)

    def test_each_athlete_is_mailed_once(self, alice, racing_bob):
        batch = make_batch(alice, racing_bob)
        run(batch)
        run(batch, at=LATER)

        (mail,) = OutgoingMail.objects.filter(kind="plan_published")
        assert mail.to == "bob@example.org"

    def test_who_is_left_out_stays_as_they_were(self, alice, racing_bob):
        batch = make_batch(alice, wanted(racing_bob, is_included=False))
        run(batch)

        assert (states(batch), row_of(racing_bob).message) == (["left_out"], "Left out")
        assert not OffSeason.objects.exists()

    def test_one_that_falls_short_fails_alone_and_stores_nothing(self, alice, racing_bob):
        fine = make_racer(alice, "Ana")
        batch = make_batch(alice, wanted(racing_bob, own=OwnChoices(spring_weeks=18)), fine)

        run(batch)

        assert states(batch) == ["failed", "published"]
        assert "ways out" in row_of(racing_bob).message
        assert not OffSeason.objects.filter(athlete=racing_bob).exists()

    def test_a_reason_lets_one_pass_that_falls_short(self, alice, racing_bob):
        run(make_batch(alice, wanted(racing_bob, own=OwnChoices(spring_weeks=18, reason="She knows the plan."))))

        assert season_of(racing_bob).published_reason == "She knows the plan."

    def test_a_way_out_is_the_engines_own_change(self, alice, racing_bob):
        run(make_batch(alice, wanted(racing_bob, own=OwnChoices(spring_weeks=18, way="SHORTER_PLAN"))))

        assert drafted(season_of(racing_bob)).request["spring_plan"]["weeks"] == 17

    def test_a_way_out_that_nobody_offers_is_refused(self, alice, racing_bob):
        run(make_batch(alice, wanted(racing_bob, own=OwnChoices(spring_weeks=18, way="NO_SUCH"))))

        assert row_of(racing_bob).state == "failed"
        assert "way out" in row_of(racing_bob).message

    def test_who_is_not_cleared_is_not_planned_and_nobody_reads_why(self, alice, racing_bob):
        SafetyAnswer.objects.create(athlete=racing_bob, flags=["chest_pain"], answered_at=NOW)
        run(make_batch(alice, racing_bob))

        row = row_of(racing_bob)
        assert (row.state, "chest" in row.message) == ("failed", False)
        assert not PlanVersion.objects.exists()

    def test_who_left_the_coach_meanwhile_is_left_out(self, alice, dana, racing_bob):
        batch = make_batch(alice, racing_bob)
        Athlete.objects.update(coach=dana)

        run(batch)

        assert row_of(racing_bob).state == "left_out"
        assert not OffSeason.objects.exists()

    def test_a_race_that_is_gone_is_told(self, alice, racing_bob):
        batch = make_batch(alice, racing_bob)
        Race.objects.filter(name="Boston").delete()

        run(batch)

        assert "races is not there any more" in row_of(racing_bob).message

    def test_weeks_of_another_published_off_season_are_never_overwritten(self, alice, racing_bob):
        run(make_batch(alice, racing_bob))
        other = wanted(racing_bob)
        london = Race.objects.create(
            athlete=racing_bob, name="London", date=other.a_race.date + timedelta(days=6), distance_m=42_195.0
        )
        batch = make_batch(alice, wanted_between(other, london))

        run(batch)

        assert states(batch) == ["failed"]
        assert "already in another" in row_of(racing_bob).message

    def test_a_failure_of_ours_is_told_without_its_words(self, alice, racing_bob, monkeypatch):
        fine = make_racer(alice, "Ana")
        real = publish_season

        def broken(row, *, at):
            if row.athlete_id == racing_bob.pk:
                raise ZeroDivisionError("secret")
            return real(row, at=at)

        monkeypatch.setattr("plans.actions.assign.publish_season", broken)
        batch = make_batch(alice, racing_bob, fine)
        run(batch)

        assert states(batch) == ["failed", "published"]
        assert "secret" not in row_of(racing_bob).message


def wanted_between(one, a_race):
    return type(one)(
        athlete=one.athlete, fall_race=one.fall_race, a_race=a_race, own=one.own, seen=None, is_included=True
    )


class TestTodaysData:
    def test_an_athlete_who_changed_since_the_preview_is_planned_from_today_and_it_is_said(self, alice, racing_bob):
        run(make_batch(alice, make_racer(alice, "Twin")))
        seen = row_of(Athlete.objects.get(name="Twin")).planned
        batch = make_batch(alice, wanted(racing_bob, seen=figures(seen)))
        Athlete.objects.filter(pk=racing_bob.pk).update(baseline_m=70_000.0)

        run(batch)

        assert drafted(season_of(racing_bob)).request["history"]["baseline_m"] == 70_000.0
        assert row_of(racing_bob).message.startswith("From today’s figures: 60 → 40.5 km became 70 → ")

    def test_what_is_as_the_preview_said_needs_no_word(self, alice, racing_bob):
        run(make_batch(alice, make_racer(alice, "Twin")))
        seen = row_of(Athlete.objects.get(name="Twin")).planned
        run(make_batch(alice, wanted(racing_bob, seen=figures(seen))))

        assert row_of(racing_bob).message == ""


def figures(stored):
    return Figures.from_json(stored)


class TestTheCoachsOwnDraft:
    @pytest.fixture
    def own_draft(self, alice, racing_bob):
        fall, spring = racing_bob.races.in_order()
        season = start_off_season(racing_bob, fall_race=fall, a_race=spring, by=alice.user, at=NOW)
        redraft(season, {"spring_plan": {"weeks": 12}})
        redraft(season, edits=[{"op": "remove", "key": first_key(season, "strength")}])
        return season

    def test_it_survives_a_batch_that_did_not_know_of_it(self, alice, racing_bob, own_draft):
        run(make_batch(alice, racing_bob))

        row, season = row_of(racing_bob), season_of(racing_bob)
        assert (row.state, row.off_season, season.published) == ("failed", season, None)
        assert drafted(season).edits == drafted(own_draft).edits

    def test_it_goes_out_as_it_is_when_the_coach_says_so(self, alice, racing_bob, own_draft):
        number = drafted(own_draft).number
        run(make_batch(alice, wanted(racing_bob, own=OwnChoices(draft=KEEP_DRAFT, draft_number=number))))

        assert season_of(racing_bob).published == drafted(own_draft)

    def test_planned_anew_it_stays_one_undo_away(self, alice, racing_bob, own_draft):
        number = drafted(own_draft).number
        run(make_batch(alice, wanted(racing_bob, own=OwnChoices(draft=NEW_DRAFT, draft_number=number))))

        published = season_of(racing_bob).published
        assert (published.edits, published.parent) == ([], drafted(own_draft))

    def test_a_draft_that_was_worked_on_since_the_preview_stays(self, alice, racing_bob, own_draft):
        own = OwnChoices(draft=NEW_DRAFT, draft_number=drafted(own_draft).number)
        batch = make_batch(alice, wanted(racing_bob, own=own))
        redraft(own_draft, {"policy": {"cut": 0.4}})

        run(batch)

        assert row_of(racing_bob).state == "failed"
        assert season_of(racing_bob).published is None

    def test_a_first_draft_that_nobody_touched_is_replanned(self, alice, racing_bob):
        fall, spring = racing_bob.races.in_order()
        start_off_season(racing_bob, fall_race=fall, a_race=spring, by=alice.user, at=NOW)

        run(make_batch(alice, racing_bob))

        assert season_of(racing_bob).published.number == 2

    def test_what_is_published_stays(self, alice, racing_bob, own_draft):
        publish_draft(own_draft)
        run(make_batch(alice, racing_bob))

        assert "published meanwhile" in row_of(racing_bob).message
        assert season_of(racing_bob).published == drafted(own_draft)


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


def test_a_record_without_an_account_is_planned_without_mail(alice):
    athlete = make_athlete(name="Frida", coach=alice)
    add_races(athlete)
    batch = make_batch(alice, athlete, shared=TWELVE)

    run(batch)

    assert states(batch) == ["published"]
    assert not OutgoingMail.objects.exists()
