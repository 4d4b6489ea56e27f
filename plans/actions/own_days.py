"""The athlete's own days: a session moved inside its week, put back, let go, or taken up again."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction

from plans.models import Absence, OffSeason, TrainingSession
from plans.own_days import Judge, Offer, days_from, exchanged


class CannotMove(Exception):
    """Not this session, or not to this day; the message says why, and what to do instead."""


def offers_of(session: TrainingSession, *, today: date) -> list[Offer]:
    """What each other day of the session's week would mean, from today on. The only place that reads the whole plan."""
    off_season = session.off_season
    rows = list(off_season.sessions.with_log().in_order())
    away = list(Absence.objects.filter(athlete=session.athlete_id))
    return _offers(session, rows, off_season=off_season, away=away, today=today)


@transaction.atomic
def move_session(session: TrainingSession, *, to: date, at: datetime) -> None:
    """Another day of the same week, where the rules allow it. Moving there twice is the same as once.

    Raises CannotMove: then nothing has changed.
    """
    rows, off_season = _locked(session)
    own = rows[session.key]
    if own.date == to:
        return
    today = session.athlete.today(at)
    away = list(Absence.objects.filter(athlete=session.athlete_id))
    offers = _offers(own, list(rows.values()), off_season=off_season, away=away, today=today)
    if not any(offer.day == to and offer.is_legal for offer in offers):
        raise CannotMove("That day is not open to it any more. Choose one of these.")
    _put(rows, session.key, to)


@transaction.atomic
def put_back(session: TrainingSession) -> None:
    """On the plan's day again, and the rest that swapped with it on its own. Doing it twice is the same as once."""
    rows, _ = _locked(session)
    planned = rows[session.key].moved_from
    if planned is not None:
        _put(rows, session.key, planned)


def let_go(session: TrainingSession, *, at: datetime) -> None:
    """Not this time. It is kept as a fact, with the first moment, and is never owed; what is done stays done."""
    TrainingSession.objects.filter(pk=session.pk, let_go_at=None, log=None).update(let_go_at=at)


def take_up(session: TrainingSession) -> None:
    """It stands in the plan again."""
    TrainingSession.objects.filter(pk=session.pk).update(let_go_at=None)


def _locked(session: TrainingSession) -> tuple[dict[str, TrainingSession], OffSeason]:
    """The off-season's rows by key, while nobody publishes or moves anything in it."""
    seasons = OffSeason.objects.select_related("published").select_for_update(of=("self",))
    off_season = seasons.get(pk=session.off_season_id)
    return {row.key: row for row in off_season.sessions.with_log().in_order()}, off_season


def _offers(
    session: TrainingSession,
    rows: Sequence[TrainingSession],
    *,
    off_season: OffSeason,
    away: Sequence[Absence],
    today: date,
) -> list[Offer]:
    version = off_season.published
    if version is None or session.is_done or session.date < today:
        return []
    week = session.week
    days = days_from(max(today, week.start), week.end)
    if off_season.visible_until:
        days = [day for day in days if day <= off_season.visible_until]
    free = [day for day in days if not any(one.covers(day) for one in away)]
    judge = Judge.of_rows(version.request, version.response, _standing(rows, away, but=session))
    return judge.offers(session.key, free)


def _standing(
    rows: Iterable[TrainingSession], away: Sequence[Absence], *, but: TrainingSession
) -> list[TrainingSession]:
    """What will be trained, or was: not what was let go or set aside. The session in question stands in any case."""
    return [
        row
        for row in rows
        if row.pk == but.pk or row.is_done or not (row.let_go_at or any(one.covers(row.date) for one in away))
    ]


def _put(rows: dict[str, TrainingSession], key: str, day: date) -> None:
    """The session, and the rest that swaps with it. On the plan's own day again, nothing is moved any more."""
    changed = []
    for name, new in exchanged(rows, key, day).items():
        row = rows[name]
        row.moved_from = None if new == row.planned_on else row.planned_on
        row.date, row.let_go_at = new, None
        changed.append(row)
    TrainingSession.objects.bulk_update(changed, ["date", "moved_from", "let_go_at"])
