"""Decision 0021: publishing again keeps what the athlete moved or let go where the new version leaves room; else it wins."""

from datetime import datetime, timedelta

import pytest

from plans.actions.changes_seen import forget_changes_seen, see_changes
from plans.actions.own_days import let_go, move_session, offers_of
from plans.models import OffSeason, TrainingSession
from plans.pages.changes import changes
from plans.pages.week_news import news_of
from tests.factories import NOW, account_of
from tests.plans.drafted import drafted, first_key, make_draft, publish_draft, redraft

DAY = timedelta(days=1)
MONDAY = datetime(2026, 12, 14, 8, 0, tzinfo=NOW.tzinfo)
THURSDAY = MONDAY + 3 * DAY


@pytest.fixture
def season(bob) -> OffSeason:
    season = make_draft(bob)
    publish_draft(season)
    return season


def row(season: OffSeason, key: str) -> TrainingSession:
    return season.sessions.with_log().with_plan().get(key=key)


def moved(season: OffSeason, ingredient: str = "aerobic", *, at: datetime = MONDAY) -> TrainingSession:
    """A session of week seven, on the first other day that is open to it."""
    session = row(season, first_key(season, ingredient, week=7))
    day = next(
        offer.day for offer in offers_of(session, today=at.date()) if offer.is_legal and offer.day > session.date
    )
    move_session(session, to=day, at=at)
    return row(season, session.key)


def other_note(season: OffSeason, *, at: datetime = MONDAY) -> None:
    redraft(season, {"note": "Mind the ice."}, at=at)
    publish_draft(season, at=at)


def test_a_move_stays_where_the_plan_has_the_session_on_the_same_day(season):
    session = moved(season)
    others = dict(season.sessions.exclude(pk=session.pk).values_list("key", "date"))

    other_note(season)

    assert (row(season, session.key).date, row(season, session.key).moved_from) == (session.date, session.moved_from)
    assert dict(season.sessions.exclude(pk=session.pk).values_list("key", "date")) == others
    assert row(season, session.key).pk == session.pk


def test_a_rest_that_changed_places_does_so_again(season):
    session = row(season, first_key(season, "aerobic", week=7))
    free = season.sessions.get(week__index=7, ingredient="rest")
    move_session(session, to=free.date, at=MONDAY)

    other_note(season)

    assert (row(season, session.key).date, row(season, free.key).date) == (free.date, session.date)


def test_a_move_to_a_day_to_come_stays_when_the_plans_day_is_over(season):
    session = moved(season, "mobility")
    assert session.moved_from < THURSDAY.date() - DAY < session.date or session.date > session.moved_from
    at = datetime.combine(session.date, MONDAY.timetz())

    other_note(season, at=at)

    assert row(season, session.key).date == session.date


def test_the_plan_wins_where_it_has_the_session_on_another_day(season):
    session = moved(season, "mobility")
    new = next(
        offer.day
        for offer in offers_of(session, today=MONDAY.date())
        if offer.is_legal and offer.day not in {session.date, session.moved_from}
    )
    redraft(season, edits=[{"op": "move", "key": session.key, "date": new.isoformat()}])

    publish_draft(season, at=MONDAY)

    assert (row(season, session.key).date, row(season, session.key).moved_from) == (new, None)


def test_the_plan_wins_where_it_leaves_no_room_for_the_move(season):
    session = moved(season)
    hard = first_key(season, "long", week=7)
    redraft(season, edits=[{"op": "move", "key": hard, "date": session.date.isoformat()}])
    # Two runs on one day break a rule that must hold.

    publish_draft(season, at=MONDAY)

    assert (row(season, session.key).date, row(season, session.key).moved_from) == (session.moved_from, None)


def test_what_was_let_go_stays_let_go_while_it_is_planned_for_that_day(season):
    session = row(season, first_key(season, "long", week=7))
    let_go(session, at=MONDAY)
    other_note(season)
    assert row(season, session.key).let_go_at == MONDAY

    day = session.date - DAY
    redraft(season, edits=[{"op": "move", "key": session.key, "date": day.isoformat()}])
    publish_draft(season, at=MONDAY)

    assert (row(season, session.key).date, row(season, session.key).let_go_at) == (day, None)


def test_the_builder_says_what_the_athlete_chose_and_names_no_day_for_it(season):
    session, gone = moved(season), row(season, first_key(season, "long", week=7))
    let_go(gone, at=MONDAY)
    redraft(season, {"note": "Mind the ice."})
    draft = drafted(season)

    found = changes(season, draft.request, draft.response, since=MONDAY.date())

    assert found.days == 0
    assert [line.rsplit("; ")[-1] for line in found.chosen if session.title in line] == ["stays there"]
    assert any("let go" in line for line in found.chosen)


def news(season: OffSeason) -> list[tuple[str, str, str]]:
    fresh, first = OffSeason.objects.get(pk=season.pk), MONDAY.date()
    found = news_of(fresh, unit="km", first=first, last=first + 13 * DAY)
    return [(f"{one.day:%a}", one.was, one.now) for one in found]


def publish_longer(season: OffSeason, metres: int, *, at: datetime = MONDAY) -> None:
    key = first_key(season, "aerobic", week=7)
    redraft(season, edits=[{"op": "amount", "key": key, "distance_m": metres}])
    publish_draft(season, at=at)


def test_the_first_publishing_and_one_that_changes_no_day_are_no_news(season):
    assert news(season) == []
    other_note(season)
    assert news(season) == []


def test_a_changed_day_is_told_as_before_and_after(season):
    was = row(season, first_key(season, "aerobic", week=7))
    publish_longer(season, 6_000)

    ((day, before, after),) = news(season)

    assert day == f"{was.date:%a}"
    assert before.startswith(f"{was.title}, ")
    assert after == f"{was.title}, 6 km"


def test_seen_puts_it_away_until_the_next_publishing(season):
    publish_longer(season, 6_000)
    see_changes(season, at=MONDAY)
    assert news(season) == []
    forget_changes_seen(season)
    assert len(news(season)) == 1
    see_changes(season, at=MONDAY)

    publish_longer(season, 7_000)

    ((_, before, after),) = news(season)
    assert (before.endswith("6 km"), after.endswith("7 km")) == (True, True)


def test_what_nobody_saw_is_told_from_the_beginning_and_not_at_all_when_it_is_taken_back(season):
    first = row(season, first_key(season, "aerobic", week=7))
    publish_longer(season, 6_000)
    publish_longer(season, 7_000)
    ((_, before, after),) = news(season)
    assert (before.endswith("6 km"), after.endswith("7 km")) == (False, True)

    publish_longer(season, first.distance_m)

    assert [now for _, _, now in news(season)] in ([], [f"{first.title}, {first.distance_m / 1000:g} km"])


def test_the_athletes_own_moves_are_no_news(season):
    moved(season)

    publish_longer(season, 6_000)

    assert len(news(season)) == 1


def test_who_publishes_for_themselves_is_told_nothing(charlie):
    season = make_draft(charlie.athlete)
    publish_draft(season)
    publish_longer(season, 6_000)

    assert account_of(season.athlete) == charlie
    assert news(season) == []
