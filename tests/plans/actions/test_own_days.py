"""Not today: a session on another legal day of its week, put back, or let go. The plan's day is never forgotten."""

from datetime import date, datetime, timedelta

import pytest

from plans.actions.absence import be_absent
from plans.actions.log import mark_done
from plans.actions.own_days import CannotMove, let_go, move_session, offers_of, put_back, take_up
from plans.models import OffSeason, TrainingSession
from tests.factories import NOW
from tests.plans.drafted import make_draft, publish_draft

DAY = timedelta(days=1)
TUESDAY = datetime(2026, 12, 15, 8, 0, tzinfo=NOW.tzinfo)  # week seven has begun
TODAY = TUESDAY.date()


@pytest.fixture
def season(bob) -> OffSeason:
    season = make_draft(bob)
    publish_draft(season)
    return OffSeason.objects.get(pk=season.pk)


def one(season: OffSeason, ingredient: str) -> TrainingSession:
    found = season.sessions.filter(week__index=7, ingredient=ingredient).with_log().with_plan().in_order()
    return found[len(found) - 1]


def again(session: TrainingSession) -> TrainingSession:
    return TrainingSession.objects.with_log().with_plan().get(pk=session.pk)


def legal(session: TrainingSession, *, today: date = TODAY) -> list[date]:
    return [offer.day for offer in offers_of(session, today=today) if offer.is_legal]


def rest(season: OffSeason) -> TrainingSession:
    return season.sessions.get(week__index=7, ingredient="rest")


def test_only_days_of_its_week_from_today_on_are_judged(season):
    session = one(season, "aerobic")

    days = {offer.day for offer in offers_of(session, today=TODAY)}

    assert days == {TODAY + n * DAY for n in range(6)} - {session.date}


def test_a_day_beside_a_hard_one_is_named_with_the_rule_it_breaks(season):
    long_run, fast = one(season, "long"), one(season, "fast")
    beside = next(offer for offer in offers_of(long_run, today=TODAY) if offer.day == fast.date + DAY)

    assert "INV-26" in beside.broken
    assert not beside.is_legal


def test_a_move_changes_the_date_and_keeps_the_rest(season):
    session = one(season, "aerobic")
    before = TrainingSession.objects.filter(pk=session.pk).values().get()
    (day, *_) = legal(session)

    move_session(session, to=day, at=TUESDAY)

    after = TrainingSession.objects.filter(pk=session.pk).values().get()
    assert after == before | {"date": day, "moved_from": session.date}


def test_a_run_changes_places_with_a_day_off(season):
    free, session = rest(season), one(season, "aerobic")
    monday = datetime(2026, 12, 14, 8, 0, tzinfo=NOW.tzinfo)

    move_session(session, to=free.date, at=monday)

    assert (again(session).date, again(free).date) == (free.date, session.date)
    assert again(free).moved_from == free.date
    put_back(again(session))
    assert (again(session).date, again(free).date) == (session.date, free.date)
    assert (again(session).moved_from, again(free).moved_from) == (None, None)


def test_moving_twice_is_moving_once_and_back_is_the_plans_day(season):
    session = one(season, "mobility")
    first, second, *_ = legal(session)
    for to in (first, first, second):
        move_session(session, to=to, at=TUESDAY)

    assert (again(session).date, again(session).moved_from) == (second, session.date)
    for _ in range(2):
        put_back(session)
    assert (again(session).date, again(session).moved_from) == (session.date, None)


def test_going_home_by_an_ordinary_move_is_no_move_any_more(season):
    session = one(season, "mobility")
    move_session(session, to=legal(session)[0], at=TUESDAY)

    move_session(session, to=session.date, at=TUESDAY)

    assert again(session).moved_from is None


@pytest.mark.parametrize("days", [-1, 7, 400])
def test_a_day_outside_of_what_is_left_of_the_week_is_refused(season, days):
    session = one(season, "easy")

    with pytest.raises(CannotMove):
        move_session(session, to=TODAY + days * DAY, at=TUESDAY)

    assert again(session).date == session.date


def test_an_illegal_day_is_refused_whoever_asks(season):
    fast, long_run = one(season, "fast"), one(season, "long")

    with pytest.raises(CannotMove):
        move_session(long_run, to=fast.date + DAY, at=TUESDAY)


def test_what_is_done_over_or_a_day_off_goes_nowhere(season, bob):
    done, over = one(season, "easy"), one(season, "aerobic")
    mark_done(done, by=bob.user, at=TUESDAY)

    assert offers_of(again(done), today=TODAY) == []
    assert offers_of(over, today=over.date + DAY) == []
    assert offers_of(rest(season), today=date(2026, 12, 14)) == []


def test_days_the_coach_has_not_opened_are_not_offered(season):
    season.visible_until = date(2026, 12, 17)
    season.save()

    assert {offer.day for offer in offers_of(one(season, "mobility"), today=TODAY)} <= {
        TODAY + n * DAY for n in range(3)
    }


def test_days_away_are_not_offered_and_what_they_set_aside_is_in_nobodys_way(season, bob):
    fast, long_run = one(season, "fast"), one(season, "long")
    assert fast.date + 2 * DAY in legal(long_run)
    be_absent(bob, kind="away", start=fast.date + 2 * DAY, end=fast.date + 2 * DAY, by=bob.user, at=TUESDAY)
    assert fast.date + 2 * DAY not in legal(long_run)

    let_go(fast, at=TUESDAY)
    breaks = {offer.day: offer.broken for offer in offers_of(long_run, today=TODAY)}
    assert "INV-26" not in breaks[fast.date + DAY]


def test_letting_go_keeps_the_first_moment_and_can_be_taken_back(season, bob):
    session = one(season, "long")
    let_go(session, at=TUESDAY)
    let_go(session, at=TUESDAY + DAY)
    assert (again(session).let_go_at, again(session).is_let_go) == (TUESDAY, True)

    take_up(session)

    assert again(session).let_go_at is None


def test_what_is_done_cannot_be_let_go(season, bob):
    session = one(season, "long")
    mark_done(session, by=bob.user, at=TUESDAY)

    let_go(again(session), at=TUESDAY)

    assert again(session).let_go_at is None


def test_moving_takes_it_up_again(season):
    session = one(season, "mobility")
    let_go(session, at=TUESDAY)

    move_session(session, to=legal(session)[0], at=TUESDAY)

    assert again(session).let_go_at is None
