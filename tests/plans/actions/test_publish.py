from datetime import date, timedelta
from itertools import pairwise

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from athletes.models import OutgoingMail, Race, SafetyAnswer
from plans.actions.draft import EditedMeanwhile, start_off_season
from plans.actions.log import mark_done
from plans.actions.publish import CannotPublish, NeedsRemedy, OverlapsAnother, publish, unpublish
from plans.models import OffSeason, SessionLog, TrainingPhase, TrainingSession, Week
from tests.factories import NOW, make_athlete
from tests.plans.drafted import drafted, first_key, make_draft, publish_draft, redraft, sessions_of

WEEK_SEVEN = NOW + timedelta(days=42)  # Wednesday 16 December 2026


@pytest.fixture
def published(bob):
    off_season = make_draft(bob)
    publish_draft(off_season)
    return off_season


def row(off_season: OffSeason, key: str) -> TrainingSession:
    return off_season.sessions.get(key=key)


def phases_touch_and_hold_their_weeks(off_season: OffSeason) -> bool:
    phases = list(off_season.phases.in_order())
    touching = all(before.period.upper == after.period.lower for before, after in pairwise(phases))
    weeks = off_season.weeks.select_related("phase")
    return touching and all(week.phase.period.lower <= week.end < week.phase.period.upper for week in weeks)


def test_publishing_writes_what_the_version_says(published):
    wanted = {(one["key"], one["date"], one["distance_m"]) for one in sessions_of(published)}
    response = drafted(published).response

    found = {(one.key, one.date.isoformat(), one.distance_m) for one in published.sessions.all()}
    assert found == wanted
    assert [week.distance_m for week in published.weeks.in_order()] == [one["distance_m"] for one in response["weeks"]]
    assert [phase.kind for phase in published.phases.in_order()] == [one["kind"] for one in response["phases"]]
    assert phases_touch_and_hold_their_weeks(published)


def test_what_to_do_on_ice_comes_along(published):
    wanted = {one["key"]: one["alternate"] for one in sessions_of(published)}

    assert dict(published.sessions.values_list("key", "alternate")) == wanted
    assert any(wanted.values())
    assert published.sessions.filter(date__month=11).exclude(alternate=None).count() == 0


def test_a_version_from_before_there_were_alternates_still_goes_out(bob):
    off_season = make_draft(bob)
    for session in sessions_of(off_season):
        del session["alternate"]

    publish_draft(off_season)

    assert not off_season.sessions.exclude(alternate=None).exists()


def test_publishing_says_who_when_and_until(bob, alice):
    off_season = make_draft(bob)
    publish_draft(off_season, until=date(2026, 12, 31))

    stored = OffSeason.objects.get()
    assert (stored.published, stored.published_by, stored.published_at) == (drafted(off_season), alice.user, NOW)
    assert stored.is_visible_on(date(2026, 12, 31))
    assert not stored.is_visible_on(date(2027, 1, 1))


def test_publishing_sets_the_weekly_reminder(published, bob):
    bob.refresh_from_db()
    assert bob.next_reminder_at is not None
    assert bob.next_reminder_at > NOW


def test_the_note_of_the_draft_goes_out_with_it(bob):
    off_season = make_draft(bob)
    redraft(off_season, {"note": "Mind the ice."})
    assert OffSeason.objects.get().note == ""

    publish_draft(off_season)

    assert OffSeason.objects.get().note == "Mind the ice."


def test_pressing_the_button_twice_publishes_once(bob, alice):
    off_season = make_draft(bob)
    lock, version = off_season.lock, drafted(off_season)

    for seen in (OffSeason.objects.get(), OffSeason.objects.get()):
        publish(seen, version, seen_lock=lock, by=alice.user, at=NOW)

    assert OffSeason.objects.get().lock == lock + 1


def test_a_stale_page_publishes_nothing(bob, alice):
    off_season = make_draft(bob)
    stale_lock, version = off_season.lock, drafted(off_season)
    redraft(off_season, {"policy": {"cut": 0.25}})

    with pytest.raises(EditedMeanwhile):
        publish(off_season, version, seen_lock=stale_lock, by=alice.user, at=NOW)

    assert not TrainingSession.objects.exists()


def test_publishing_again_keeps_every_id_whose_key_stays(published):
    before = dict(published.sessions.values_list("key", "pk"))
    redraft(published, {"policy": {"cut": 0.25}})

    publish_draft(published)

    after = dict(published.sessions.values_list("key", "pk"))
    both = before.keys() & after.keys()
    assert {key: before[key] for key in both} == {key: after[key] for key in both}
    assert len(both) > 0.8 * len(before)


def test_publishing_again_leaves_the_past_and_what_was_done(published, bob):
    ahead = row(published, first_key(published, "long", week=9))
    mark_done(ahead, by=bob.user, at=NOW, note="ran it early")
    past = list(published.sessions.filter(date__lt=WEEK_SEVEN.date()).order_by("key").values())
    done = published.sessions.filter(pk=ahead.pk).values().get()
    redraft(published, {"policy": {"cut": 0.4}})

    publish_draft(published, at=WEEK_SEVEN)

    assert list(published.sessions.filter(date__lt=WEEK_SEVEN.date()).order_by("key").values()) == past
    assert published.sessions.filter(pk=ahead.pk).values().get() == done
    assert SessionLog.objects.get().note == "ran it early"
    assert published.sessions.filter(date__gte=WEEK_SEVEN.date()).count() > 30


def test_phases_never_overlap_after_the_seams_have_moved(published):
    """A longer break moves the end of recovery into weeks that are over by now."""
    redraft(published, {"policy": {"break_days": 14}})

    publish_draft(published, at=WEEK_SEVEN)
    connection.check_constraints()

    assert phases_touch_and_hold_their_weeks(published)
    kinds = [week.kind for week in published.weeks.in_order()]
    assert kinds[:6] == ["recovery"] * 4 + ["maintenance"] * 2  # as they were lived


def test_a_season_that_grows_and_shrinks_leaves_no_stray_weeks(published):
    for weeks in (16, 12):
        redraft(published, {"spring_plan": {"weeks": weeks}})
        publish_draft(published)
        assert published.weeks.count() == len(drafted(published).response["weeks"])
        assert {one.key for one in published.sessions.all()} == {one["key"] for one in sessions_of(published)}


def test_a_week_that_starts_on_another_day_loses_nothing(published, bob):
    logged = published.sessions.filter(date__lt=WEEK_SEVEN.date(), distance_m__gt=0).last()
    assert logged is not None
    mark_done(logged, by=bob.user, at=NOW)
    redraft(published, {"athlete": {"week_start": "sun"}})

    publish_draft(published, at=WEEK_SEVEN)
    connection.check_constraints()

    assert SessionLog.objects.get().session_id == logged.pk
    assert Week.objects.filter(pk=logged.week_id).exists()


def test_a_moved_session_keeps_its_original_date(published):
    key = first_key(published, "long", week=9)
    day = row(published, key).date
    redraft(published, edits=[{"op": "move", "key": key, "date": (day - timedelta(days=1)).isoformat()}])

    publish_draft(published)

    assert (row(published, key).date, row(published, key).original_date) == (day - timedelta(days=1), day)


def test_a_plan_without_weeks_cannot_be_published(bob):
    off_season = make_draft(bob, weeks=30)

    with pytest.raises(CannotPublish):
        publish_draft(off_season)


def test_what_falls_short_wants_a_reason(bob):
    off_season = make_draft(bob, weeks=18, spring_plan={"weeks": 18, "week1_m": 58_000.0})
    assert drafted(off_season).status == "UNDERPREPARED"

    with pytest.raises(NeedsRemedy):
        publish_draft(off_season, reason="  ")
    publish_draft(off_season, reason="He knows the first three weeks are easy.")

    assert OffSeason.objects.get().published_reason == "He knows the first three weeks are easy."


def test_nothing_is_published_for_who_has_to_see_a_doctor(bob):
    off_season = make_draft(bob)
    SafetyAnswer.objects.create(athlete=bob, flags=["fainting"], answered_at=NOW)

    with pytest.raises(CannotPublish) as refused:
        publish_draft(off_season)

    assert "fainting" not in str(refused.value)
    assert not TrainingSession.objects.exists()


def second_off_season(bob, alice) -> OffSeason:
    fall, spring = Race.objects.filter(athlete=bob).order_by("date")
    spring.pk, spring.name, spring._state.adding = None, "London", True
    spring.save()
    return start_off_season(bob, fall_race=fall, a_race=spring, by=alice.user, at=NOW)


def test_two_published_off_seasons_never_share_a_week(published, bob, alice):
    other = second_off_season(bob, alice)
    redraft(other, {"spring_plan": {"weeks": 12}})

    with pytest.raises(OverlapsAnother):
        publish_draft(other)

    unpublish(published, seen_lock=published.lock, at=NOW)
    publish_draft(other)
    assert OffSeason.objects.get(published__isnull=False) == other


@pytest.mark.django_db(transaction=True)
def test_the_database_itself_refuses_overlapping_phases(published, bob, alice):
    other = second_off_season(bob, alice)
    period = DateRange(date(2026, 12, 1), date(2026, 12, 8))

    with pytest.raises(IntegrityError, match="phases_of_an_athlete_do_not_overlap"), transaction.atomic():
        TrainingPhase.objects.create(off_season=other, athlete=bob, kind="base", period=period)


def test_taking_a_plan_back_keeps_what_was_done_and_frees_the_weeks_to_come(published, bob):
    done = published.sessions.filter(date__lt=WEEK_SEVEN.date(), distance_m__gt=0).first()
    assert done is not None
    mark_done(done, by=bob.user, at=NOW)

    unpublish(published, seen_lock=published.lock, at=WEEK_SEVEN)

    assert OffSeason.objects.get().published is None
    assert not published.sessions.filter(date__gte=WEEK_SEVEN.date()).exists()
    assert SessionLog.objects.get().session_id == done.pk
    last = published.phases.in_order().last()
    assert last is not None
    assert last.period.upper == date(2026, 12, 21)  # the end of the week that had begun


def test_taking_back_from_a_stale_page_is_refused(published):
    with pytest.raises(EditedMeanwhile):
        unpublish(published, seen_lock=published.lock - 1, at=NOW)


def test_the_first_publishing_tells_the_athlete_once(bob):
    off_season = make_draft(bob)

    publish_draft(off_season)
    publish_draft(off_season)

    mail = OutgoingMail.objects.get(kind="plan_published")
    assert mail.to == "bob@example.org"
    assert "New York" in mail.text
    assert "/week/" in mail.html


def test_who_publishes_for_themselves_gets_no_letter(charlie):
    publish_draft(make_draft(charlie.athlete))

    assert not OutgoingMail.objects.filter(kind="plan_published").exists()


def test_an_athlete_without_an_account_gets_no_letter(alice):
    publish_draft(make_draft(make_athlete(name="Paper Only", coach=alice)))

    assert not OutgoingMail.objects.exists()
