"""A whole published off-season in the athlete's calendar, while its coach and its athlete change it."""

from datetime import UTC, datetime, timedelta

import pytest

from athletes.actions.settings import change_unit
from athletes.models import Athlete
from plans.actions.calendar_feed import calendar_of, switch_off, switch_on, tell
from plans.actions.publish import publish, unpublish
from plans.exports.calendar import CalendarEntry, calendar
from plans.models import CalendarFeed, OffSeason
from plans.pages.calendar_feed import calendar_rows, uid_of
from tests.factories import NOW, make_athlete
from tests.plans.drafted import drafted, first_key, make_draft, planner_of, publish_draft, redraft
from tests.plans.exports.readers import READERS, as_written

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def off_season(bob) -> OffSeason:
    off_season = make_draft(bob)
    publish_draft(off_season)
    return off_season


def read(athlete: Athlete, *, at: datetime = NOW) -> dict[str, CalendarEntry]:
    """What a program gets at this moment, by UID."""
    athlete.refresh_from_db()
    rows = calendar_rows(calendar_of(athlete), on=athlete.today(at))
    return {entry.uid: entry for entry in tell(rows, at=at)}


def republish(off_season: OffSeason, *, at: datetime = LATER, **options) -> None:
    off_season.refresh_from_db()
    publish_draft(off_season, at=at, **options)


def sequences(entries: dict[str, CalendarEntry]) -> dict[str, int]:
    return {uid: entry.sequence for uid, entry in entries.items()}


def test_every_published_session_but_rest_is_there_once_with_races_and_the_spring_plan(bob, off_season):
    entries = read(bob)

    asked = off_season.sessions.exclude(ingredient="rest")
    assert {uid_of(session) for session in asked} <= entries.keys()
    others = [entry.title for uid, entry in entries.items() if uid not in {uid_of(one) for one in asked}]
    assert others == ["Your spring plan begins", "Boston, 42.2 km"]
    assert (
        off_season.sessions.latest("date").date + timedelta(days=1) == entries[f"spring-{off_season.pk}@off-season"].day
    )


def test_three_readers_agree_on_the_whole_of_it(bob, off_season):
    entries = list(read(bob).values())

    content = calendar(entries, name="Winter", at=NOW, zone=bob.zone)

    for reader in READERS:
        assert list(reader(content)) == [as_written(entry) for entry in entries], reader.__name__


def test_publishing_the_same_again_changes_nothing(bob, off_season):
    before = read(bob)

    republish(off_season)

    assert read(bob, at=LATER) == before


def test_publishing_a_change_counts_what_changed_and_nothing_else(bob, off_season):
    before = read(bob)
    key = first_key(off_season, "easy")
    changed = off_season.sessions.get(key=key)
    redraft(off_season, edits=[{"op": "amount", "key": key, "distance_m": changed.distance_m + 1000}])
    republish(off_season)

    after = read(bob, at=LATER)

    texts = {uid for uid in before if before[uid].content != after[uid].content}
    assert uid_of(changed) in texts
    assert {uid for uid in after if after[uid].sequence == 1} == texts
    assert {after[uid].changed_at for uid in texts} == {LATER}


def test_a_session_that_the_coach_moves_keeps_its_uid(bob, off_season):
    read(bob)
    key = first_key(off_season, "mobility")
    session = off_season.sessions.get(key=key)
    to = session.date + timedelta(days=1 if session.date.weekday() < 6 else -1)
    redraft(off_season, edits=[{"op": "move", "key": key, "date": to.isoformat()}])
    republish(off_season)

    entry = read(bob, at=LATER)[uid_of(session)]

    assert (entry.day, entry.sequence) == (to, 1)


def test_another_plan_never_lets_a_sequence_fall(bob, off_season):
    seen: dict[str, int] = {}
    for hour, cut in enumerate((0.25, 0.36, 0.25, 0.3)):
        off_season.refresh_from_db()
        redraft(off_season, {"policy": {"cut": cut, "cut_reason": "a try"}})
        republish(off_season, at=NOW + timedelta(hours=hour))
        now = sequences(read(bob, at=NOW + timedelta(hours=hour)))
        assert all(now[uid] >= seen[uid] for uid in now.keys() & seen.keys())
        seen |= now
    assert max(seen.values()) >= 2


def test_a_session_that_the_coach_removes_leaves(bob, off_season):
    key = first_key(off_season, "mobility")
    uid = uid_of(off_season.sessions.get(key=key))
    assert uid in read(bob)
    redraft(off_season, edits=[{"op": "remove", "key": key}])
    republish(off_season)

    assert uid not in read(bob, at=LATER)


def test_unpublished_it_is_empty(bob, off_season):
    read(bob)
    off_season.refresh_from_db()
    unpublish(off_season, seen_lock=off_season.lock, at=LATER)

    assert read(bob, at=LATER) == {}


def test_published_up_to_a_day_it_ends_there(bob, off_season):
    until = NOW.date() + timedelta(days=20)
    republish(off_season, until=until)

    ids = {uid_of(session) for session in off_season.sessions.filter(date__gt=until)}
    assert ids
    assert not ids & read(bob, at=LATER).keys()


def test_settings_that_it_is_written_in_change_it(bob, off_season):
    before = read(bob)
    change_unit(bob.user, unit="mi")

    after = read(bob, at=LATER)

    risen = {uid for uid in after if after[uid].sequence == before[uid].sequence + 1}
    assert risen == {uid for uid in after if after[uid].content != before[uid].content}
    assert 20 < len(risen) < len(after)


def test_readings_at_once_give_no_number_twice(bob, off_season):
    """Two programs have both seen the change before either of them writes."""
    read(bob)
    off_season.sessions.filter(ingredient="long").update(title="Longer run")
    stale = calendar_rows(calendar_of(bob), on=bob.today(LATER))
    first = sequences(read(bob, at=LATER))

    second = {entry.uid: entry.sequence for entry in tell(stale, at=LATER + timedelta(seconds=1))}

    assert first == second


def test_switching_off_and_on_goes_on_counting(bob, off_season):
    switch_on(bob, at=NOW)
    read(bob)
    off_season.sessions.update(title="Run")
    read(bob, at=LATER)
    switch_off(bob)
    switch_on(bob, at=LATER)

    sequences_now = set(sequences(read(bob, at=LATER)).values())
    assert 1 in sequences_now
    assert CalendarFeed.objects.get().is_on


def test_who_coaches_themselves_has_the_same(db):
    gil = make_athlete(name="Gil", email="gil@example.org")
    off_season = make_draft(gil)
    publish(off_season, drafted(off_season), seen_lock=off_season.lock, by=planner_of(gil), at=NOW)

    assert len(read(gil)) > 40


def test_a_moment_has_no_fraction_of_a_second(bob, off_season):
    at = datetime(2026, 11, 4, 9, 0, 0, 999, tzinfo=UTC)

    assert {entry.changed_at for entry in read(bob, at=at).values()} == {at.replace(microsecond=0)}
