"""What a roster is filtered and sorted by, as expressions on athletes: only what is asked for is computed."""

from datetime import date
from typing import Any, Final

from django.db.models import Avg, Case, DateField, F, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Greatest

from athletes.models import Athlete, HistoryWeek, Race
from plans.models import OffSeason, SessionLog, TrainingPhase, Week
from plans.models.done import other_runs

PHASES_IN_ORDER: Final = ("recovery", "maintenance", "base", "rebuild")


def with_figures(athletes: QuerySet[Athlete], *, today: date) -> QuerySet[Athlete]:
    """Each with the A race, the usual week and the last activity: what stands in a row and needs no other table."""
    ahead = Race.objects.filter(athlete=OuterRef("pk"), priority="A", status="planned", date__gte=today)
    first = ahead.order_by("date", "pk")
    weeks = HistoryWeek.objects.filter(athlete=OuterRef("pk"), unusable="").values("athlete")
    return athletes.annotate(
        a_race_name=Subquery(first.values("name")[:1]),
        a_race_date=Subquery(first.values("date")[:1]),
        volume_m=Coalesce(F("baseline_m"), Subquery(weeks.annotate(mean=Avg("distance_m")).values("mean"))),
        active_on=last_activity(today),
    )


def last_activity(today: date) -> Greatest:
    """The latest day on which something was done. Sorted by the session's own day, which has an index."""
    done = SessionLog.objects.until(today).filter(session__athlete=OuterRef("pk"))
    runs = other_runs().filter(athlete=OuterRef("pk"), date__lte=today)
    # The database's own GREATEST passes over what is not there.
    return Greatest(
        Subquery(done.order_by("-session__date").values("session__date")[:1], output_field=DateField()),
        Subquery(runs.order_by("-date").values("date")[:1], output_field=DateField()),
    )


def phase_now(today: date) -> Subquery:
    return Subquery(TrainingPhase.objects.on(today).filter(athlete=OuterRef("pk")).values("kind")[:1])


def phase_place(today: date) -> Subquery:
    """The phase as its place on the way from race to race."""
    on = TrainingPhase.objects.on(today).filter(athlete=OuterRef("pk"))
    place = Case(*(When(kind=kind, then=Value(at)) for at, kind in enumerate(PHASES_IN_ORDER)))
    return Subquery(on.annotate(place=place).values("place")[:1])


def plan_state() -> Coalesce:
    """See also `Row.state`."""
    return Coalesce(_of_newest_plan(Value("draft"), Value("changed"), Value("published")), Value("none"))


def plan_place() -> Coalesce:
    """The state as how far the plan has come: none, draft, a newer draft, published."""
    return Coalesce(_of_newest_plan(Value(1), Value(2), Value(3)), Value(0))


def done_this_week(today: date) -> Subquery:
    """Metres run in the published week that holds this day."""
    this_week: Any = Week.objects.filter(off_season__athlete=OuterRef("pk")).containing(today).with_done()
    return Subquery(this_week.values("done_m")[:1])


def _of_newest_plan(draft: Value, changed: Value, published: Value) -> Subquery:
    state = Case(When(published=None, then=draft), When(published=F("draft"), then=published), default=changed)
    newest = OffSeason.objects.filter(athlete=OuterRef("pk")).newest_first()
    return Subquery(newest.annotate(state=state).values("state")[:1])
