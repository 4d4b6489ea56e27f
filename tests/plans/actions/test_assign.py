from datetime import timedelta

import pytest

from athletes.actions.archive import archive
from athletes.models import Athlete, OutgoingMail, Race, SafetyAnswer
from plans.actions.assign_row import publish_season
from plans.actions.draft import start_off_season
from plans.models import OffSeason, PlanVersion
from plans.season_choices import KEEP_DRAFT, NEW_DRAFT, OwnChoices, SharedChoices
from tests.factories import NOW, make_athlete
from tests.plans.assigning import (
    LATER,
    TWELVE,
    add_races,
    figures,
    make_batch,
    make_racer,
    row_of,
    run,
    season_of,
    states,
    wanted,
)
from tests.plans.drafted import drafted, first_key, publish_draft, redraft


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

    def test_who_was_archived_meanwhile_is_left_out(self, alice, racing_bob):
        batch = make_batch(alice, racing_bob)
        archive(racing_bob, at=NOW)

        run(batch)

        row = row_of(racing_bob)
        assert (row.state, row.message) == ("left_out", "In your archive by now, so nothing was planned.")
        assert not OffSeason.objects.exists()
        assert not OutgoingMail.objects.exists()

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


def test_a_record_without_an_account_is_planned_without_mail(alice):
    athlete = make_athlete(name="Frida", coach=alice)
    add_races(athlete)
    batch = make_batch(alice, athlete, shared=TWELVE)

    run(batch)

    assert states(batch) == ["published"]
    assert not OutgoingMail.objects.exists()
