"""A winter that is lived in: planned and published in November, looked at in December, when the weeks hold their volume."""

from datetime import UTC, date, datetime, timedelta

from athletes.models import Athlete
from plans.actions.check_in import check_in, check_in_after
from plans.actions.log import mark_done
from plans.models import CheckIn, OffSeason, TrainingSession
from tests.factories import account_of
from tests.plans.drafted import make_draft, publish_draft

DECEMBER = datetime(2026, 12, 20, 8, 0, tzinfo=UTC)
WEEKS = (date(2026, 12, 7), date(2026, 12, 14))
DAY = timedelta(days=1)


def lived_in(athlete: Athlete, *, cut: float = 0.30, **patch) -> OffSeason:
    """Published with this cut; 7 and 14 December are maintenance weeks."""
    off_season = make_draft(athlete, policy={"cut": cut, "cut_reason": "agreed"}, **patch)
    publish_draft(off_season)
    return off_season


def felt(athlete: Athlete, *feelings: str, at: datetime = DECEMBER, where: str = "") -> CheckIn:
    """One check-in a week, the last of them for the week of 14 December."""
    for ago, feeling in reversed(list(enumerate(reversed(feelings)))):
        start = WEEKS[-1] - 7 * ago * DAY
        tap = check_in(
            athlete, week_start=start, feeling=feeling, where=where, by=account_of(athlete), at=at - 7 * ago * DAY
        )
    return tap


def felt_after(session: TrainingSession, feeling: str, *, at: datetime = DECEMBER, where: str = "") -> CheckIn:
    by = account_of(session.athlete)
    mark_done(session, by=by, at=at)
    return check_in_after(session, feeling=feeling, where=where, by=by, at=at)


def key_sessions(athlete: Athlete) -> list[TrainingSession]:
    """Long runs and fast workouts of the two December weeks, the latest last."""
    rows = TrainingSession.objects.of(athlete).during(WEEKS[0], DECEMBER.date()).filter(ingredient__in=("long", "fast"))
    return list(rows.in_order().select_related("week", "athlete"))
