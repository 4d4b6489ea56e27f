"""Needs that a calendar finds: raced and nothing follows, a phase that ends, a plan that falls short, a waiting draft."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db.models import DateField, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast
from django.urls import reverse

from athletes.choices import Unit, WeekStart
from athletes.models import Athlete, Race, User
from coachapp.desk.needs.need import Action, Need
from coachapp.when import days_ago, how_long, in_days
from plans.models import OffSeason, TrainingPhase, Week
from plans.models.off_season import OffSeasonQuerySet
from plans.season_choices import READY
from plans.words.coach import STATUS

RACED_WITHIN: Final = timedelta(weeks=12)
ENDS_WITHIN: Final = timedelta(days=14)
DRAFT_REST: Final = timedelta(days=1)  # what is being worked on today needs no reminder
CROWD: Final = 3
SHOWN_NAMES: Final = 2


def unplanned(athletes: QuerySet[Athlete], *, today: date) -> Iterator[Need]:
    """Raced, and neither a phase nor a draft follows."""
    return (_unplanned(athlete, today=today) for athlete in _raced(athletes, today=today))


def in_crowds(needs: Iterable[Need], *, today: date) -> Iterator[Need]:
    """Three or more who ran the same race and wait for the same thing are one row: they can be planned at once."""
    crowds: dict[tuple[str, date], list[Need]] = defaultdict(list)
    for need in needs:
        if need.crowd is None:
            yield need
        else:
            crowds[need.crowd].append(need)
    for (name, day), members in crowds.items():
        if len(members) < CROWD:
            yield from members
        else:
            yield _crowd(name, day, members, today=today)


def ending(user: User, *, today: date) -> Iterator[Need]:
    """The last phase ends within two weeks, and nobody has said what follows."""
    later = TrainingPhase.objects.filter(athlete=OuterRef("athlete"), period__startswith__gt=OuterRef("last_day"))
    rows: Any = (
        _published(user)
        .filter(spring_plan_name="", spring_plan_link="")
        .annotate(
            last_day=Subquery(Week.objects.filter(off_season=OuterRef("pk")).order_by("-end").values("end")[:1]),
            spring_weeks=KeyTextTransform("weeks", KeyTransform("spring_plan", "published__request")),
        )
        .filter(last_day__range=(today, today + ENDS_WITHIN), spring_weeks__isnull=True)
        .exclude(Exists(later))
    )
    for row in rows:
        yield _of_season(
            row,
            kind="ending",
            reason=f"The off-season ends {in_days(row.last_day, today=today)} and nothing follows.",
            detail=f"The next race is {row.a_race.name} on {row.a_race.date.day} {row.a_race.date:%b}. Say how long its plan is.",
            short="the off-season ends and nothing follows",
            label="Say what follows",
            since=row.last_day,
        )


def outdated(user: User, *, today: date) -> Iterator[Need]:
    """The race was moved or called off after the plan went out, and what the athlete has still leads to the old day."""
    led_to = KeyTextTransform("date", KeyTransform("a_race", "published__request"))
    rows = (
        _published(user)
        .filter(a_race__date__gte=today)
        .annotate(led_to=Cast(led_to, DateField()))
        .filter(~Q(led_to=F("a_race__date")) | ~Q(a_race__status="planned"))
    )
    for row in rows:
        yield _outdated(row)


def otherwise(user: User, *, today: date) -> Iterator[Need]:
    """They count in another unit now, or their weeks begin on another day, than what they have was made for."""
    return (_otherwise(row) for row in _published(user).planned_otherwise(on=today))


def drafts(user: User, *, today: date, at: datetime) -> Iterator[Need]:
    """A draft nobody has published: one that falls short of the spring plan wants a remedy, another a look."""
    rows = (
        _theirs(user)
        .filter(draft__isnull=False, a_race__date__gte=today)
        .exclude(published=F("draft"), published__isnull=False)
        .annotate(draft_status=KeyTextTransform("status", "draft__response"), drafted_at=F("draft__at"))
        .annotate(asked_at=F("draft__ready__at"), asked_by=F("draft__ready__by__name"))
        .filter(~Q(draft_status__in=READY) | Q(draft__at__lte=at - DRAFT_REST) | Q(asked_at__isnull=False))
        .select_related("athlete__user", "fall_race", "a_race")
        .defer("published_reason", "note")
    )
    return (_draft(row, today=today) for row in rows)


def _raced(athletes: QuerySet[Athlete], *, today: date) -> Iterable[Any]:
    races = Race.objects.filter(athlete=OuterRef("pk"), priority="A")
    behind = races.filter(date__lt=today, date__gte=today - RACED_WITHIN).order_by("-date", "-pk")
    ahead = races.filter(date__gte=today, status="planned").order_by("date", "pk")
    planned = TrainingPhase.objects.filter(athlete=OuterRef("pk"), period__endswith__gt=OuterRef("race_date"))
    drafted = OffSeason.objects.filter(athlete=OuterRef("pk"), fall_race=OuterRef("race_id"))
    rows = athletes.annotate(
        race_id=Subquery(behind.values("pk")[:1]),
        race_name=Subquery(behind.values("name")[:1]),
        race_date=Subquery(behind.values("date")[:1]),
        race_status=Subquery(behind.values("status")[:1]),
        goal_id=Subquery(ahead.values("pk")[:1]),
        goal_name=Subquery(ahead.values("name")[:1]),
    )
    return rows.filter(race_id__isnull=False).exclude(Exists(planned)).exclude(Exists(drafted)).select_related("user")


def _unplanned(athlete: Any, *, today: date) -> Need:
    when = days_ago(athlete.race_date, today=today)
    was_run = athlete.race_status in {"finished", "dnf"}
    reason = (
        f"Raced {athlete.race_name} {when} and has no off-season."
        if was_run
        else (f"{athlete.race_name} was {when}, and no off-season follows.")
    )
    action = Action(
        label="Plan it",
        url=reverse("plans:start_off_season", args=[athlete.pk]),
        fields=(("fall_race", athlete.race_id), ("a_race", athlete.goal_id)),
    )
    if athlete.goal_id is None:
        action = Action(label="Add the A race", url=reverse("athletes:athlete_race_add", args=[athlete.pk]))
    return Need(
        kind="unplanned",
        facts=(str(athlete.race_id),),
        athlete_ids=(athlete.pk,),
        who=athlete.name,
        who_url=reverse("desk:athlete", args=[athlete.pk]),
        about=f"{athlete.race_name} → {athlete.goal_name}" if athlete.goal_id else athlete.race_name,
        reason=reason,
        detail="" if athlete.goal_id else "With an A race to go to, the weeks between can be planned.",
        short=f"raced {when}, no off-season yet",
        action=action,
        since=athlete.race_date,
        crowd=(athlete.race_name, athlete.race_date),
    )


def _crowd(name: str, day: date, members: Sequence[Need], *, today: date) -> Need:
    names = sorted(member.who for member in members)
    rest = len(names) - SHOWN_NAMES
    others = f" and {rest} other{'' if rest == 1 else 's'}"
    return Need(
        kind="unplanned",
        facts=tuple(fact for member in members for fact in member.facts),
        athlete_ids=tuple(pk for member in members for pk in member.athlete_ids),
        who=name,
        who_url=reverse("athletes:roster"),
        about=f"{len(members)} runners",
        reason=f"{len(members)} raced {days_ago(day, today=today)} and have no off-season.",
        detail=f"{', '.join(names[:SHOWN_NAMES])}{others}: each from their own usual week.",
        short="no off-season yet",
        action=Action(
            label=f"Plan {len(members)} at once",
            url=reverse("plans:assign_preview"),
            fields=tuple(("athlete", pk) for member in members for pk in member.athlete_ids),
        ),
        since=day,
    )


def _outdated(row: Any) -> Need:
    race, was = row.a_race, f"{row.led_to.day} {row.led_to:%b}"
    is_off = race.status != "planned"
    moved = f"{race.name} moved to {race.date.day} {race.date:%b}; the plan still leads to {was}."
    return _of_season(
        row,
        kind="outdated",
        reason=f"{race.name} is off, and the plan still leads to it." if is_off else moved,
        detail="The builder shows what would change, day by day, before anything does.",
        short="the race has changed",
        label="See what changes",
        since=race.date,
    )


def _otherwise(row: Any) -> Need:
    athlete = row.athlete
    changed = (
        f"is in {Unit(row.planned_unit).label}, they read {Unit(athlete.unit).label}"
        if row.planned_unit != athlete.unit
        else "",
        f"has weeks from {WeekStart(row.planned_week_start).label}, theirs start on {WeekStart(athlete.week_start).label}"
        if row.planned_week_start != athlete.week_start
        else "",
    )
    return _of_season(
        row,
        kind="otherwise",
        reason=f"The plan {', and '.join(part for part in changed if part)}.",
        detail="Nothing is wrong meanwhile: amounts are converted. The weeks to come can be planned anew.",
        short="the plan is in another unit or by other weeks",
        label="See what changes",
        since=row.published_at,
    )


def _draft(row: Any, *, today: date) -> Need:
    if row.asked_at is not None:
        return _asked(row)
    if row.draft_status in READY:
        return _of_season(
            row,
            kind="draft",
            reason=f"The draft has waited {how_long(row.drafted_at.date(), today=today)}.",
            detail="It reaches the spring plan. The athlete sees nothing of it yet.",
            short="a draft waits",
            label="Look and publish",
            since=row.drafted_at,
            changed_at=row.drafted_at,
        )
    words = STATUS.get(row.draft_status)
    return _of_season(
        row,
        kind="unready",
        reason=f"{words.title if words else 'The draft has no weeks yet'}.",
        detail=words.text if words else "Something in it cannot be planned; the builder says what.",
        short="not ready for the spring plan",
        label="Choose a remedy",
        since=row.fall_race.date,
        changed_at=row.drafted_at,
    )


def _asked(row: Any) -> Need:
    words = STATUS.get(row.draft_status)
    return _of_season(
        row,
        kind="draft",
        reason=f"{row.asked_by or 'Your assistant'} asks you to publish this draft.",
        detail=f"{words.title}." if words and row.draft_status not in READY else "It reaches the spring plan.",
        short="a draft is ready to be published",
        label="Look and publish",
        since=row.asked_at,
        changed_at=row.asked_at,
    )


def _of_season(row: Any, *, label: str, **said: Any) -> Need:
    return Need(
        facts=(str(row.pk),),
        athlete_ids=(row.athlete_id,),
        who=row.athlete.name,
        who_url=reverse("desk:athlete", args=[row.athlete_id]),
        about=f"{row.fall_race.name} → {row.a_race.name}",
        action=Action(label=label, url=reverse("plans:builder", args=[row.pk])),
        **said,
    )


def _published(user: User) -> OffSeasonQuerySet:
    return _theirs(user).filter(published__isnull=False).select_related("athlete__user", "fall_race", "a_race")


def _theirs(user: User) -> OffSeasonQuerySet:
    return OffSeason.objects.filter(athlete__in=Athlete.objects.coached_by(user).active())
