"""An athlete's published training as entries of their own calendar, and a cheap way to tell whether it has changed."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.urls import reverse

from athletes.models import Race
from athletes.models.race import RaceQuerySet
from plans.exports.calendar import CalendarEntry, at_hour, titled
from plans.models import CalendarFeed, OffSeason, TrainingSession
from plans.models.session import Ingredient, TrainingSessionQuerySet
from plans.pages.session import SessionView, session_view
from plans.words import calendar as words
from plans.words import wording

PAST = timedelta(weeks=8)
WRITING = 2  # raise it when the same rows are to be written otherwise, so that readers fetch them anew


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarRows:
    """What a calendar is written from. The sessions themselves are asked for only when it is written.

    `fingerprint` is another one as soon as anything is that the entries are made from.
    """

    feed: CalendarFeed
    sessions: TrainingSessionQuerySet
    off_seasons: Sequence[OffSeason]
    races: Sequence[Race]
    fingerprint: str

    def entries(self) -> list[CalendarEntry]:
        """By day, the sessions of a day in their order."""
        sessions = list(self.sessions.in_order())
        raced = {session.date for session in sessions if session.ingredient == Ingredient.RACE}
        found = [
            *_session_entries(self.feed, sessions),
            *(_race_entry(self.feed, race) for race in self.races if race.date not in raced),
            *_spring_entries(self.feed, self.off_seasons),
        ]
        return sorted(found, key=lambda entry: entry.day)


def calendar_rows(feed: CalendarFeed, *, on: date) -> CalendarRows:
    """What the athlete may see: eight weeks back, from a Monday on, and all that is to come. Three small queries."""
    return rows_since(feed, since=on - PAST - timedelta(days=on.weekday()))


def rows_since(feed: CalendarFeed, *, since: date) -> CalendarRows:
    """The same from another day on; `date.min` for all there ever was."""
    sessions = TrainingSession.objects.open_to(feed.athlete).since(since).asking_something().standing()
    off_seasons = list(_off_seasons(feed, since=since))
    races = [race for race in _races(feed, since=since) if any(_is_within(race, one) for one in off_seasons)]
    return CalendarRows(
        feed=feed,
        sessions=sessions,
        off_seasons=off_seasons,
        races=races,
        fingerprint=_fingerprint(feed, sessions, off_seasons, races),
    )


def week_entries(feed: CalendarFeed, sessions: Sequence[TrainingSession]) -> list[CalendarEntry]:
    """Of sessions at hand, all of one week's: as the feed has them, under the same UIDs."""
    return list(_session_entries(feed, [one for one in sessions if one.ingredient != Ingredient.REST]))


def uid_of(session: TrainingSession) -> str:
    """It lives as long as the session's key in the plan does, also when its day changes."""
    return f"{session.pk}@off-season"


def _fingerprint(
    feed: CalendarFeed, sessions: TrainingSessionQuerySet, off_seasons: Sequence[OffSeason], races: Sequence[Race]
) -> str:
    style = (WRITING, settings.SITE_URL, feed.is_discreet, feed.hour, feed.athlete.unit, feed.athlete.time_zone)
    raced = [(race.pk, race.date, race.name, race.distance_m, race.priority, race.goal) for race in races]
    springs = [(one.pk, _spring_start(one), one.spring_plan_name, one.spring_plan_link) for one in off_seasons]
    return hashlib.sha256(repr((style, raced, springs, sessions.digest())).encode()).hexdigest()


def _off_seasons(feed: CalendarFeed, *, since: date) -> Iterable[OffSeason]:
    """Published, their A race not long over; each with the spring plan's first day, and without its whole plan."""
    spring = KeyTransform("spring_plan", "published__response")
    running = OffSeason.objects.published_for(feed.athlete).racing_from(since).select_related("fall_race", "a_race")
    return running.annotate(
        handed_over_on=KeyTextTransform("start", spring), outcome=KeyTextTransform("status", "published__response")
    ).order_by("pk")


def _races(feed: CalendarFeed, *, since: date) -> RaceQuerySet:
    return Race.objects.filter(athlete=feed.athlete, date__gte=since).started_or_planned().in_order()


def _is_within(race: Race, off_season: OffSeason) -> bool:
    """After the race it began with, up to the race it leads to."""
    return off_season.fall_race.date < race.date <= off_season.a_race.date


def _session_entries(feed: CalendarFeed, sessions: Iterable[TrainingSession]) -> Iterator[CalendarEntry]:
    """Timed ones follow one another. A second run has a time of its own that nobody knows yet: it takes the day."""
    for _, group in groupby(sessions, key=lambda session: session.date):
        of_day, passed, has_run = list(group), timedelta(), False
        for number, session in enumerate(of_day, start=1):
            lasts = timedelta(seconds=session.duration_s)
            is_timed = bool(lasts) and session.ingredient != Ingredient.RACE and not (session.is_run and has_run)
            place = words.place_in_day(number, len(of_day))
            yield _session_entry(feed, session, place=place, after=passed if is_timed else None)
            has_run = has_run or session.is_run
            passed += lasts if is_timed else timedelta()


def _session_entry(
    feed: CalendarFeed, session: TrainingSession, *, place: str, after: timedelta | None
) -> CalendarEntry:
    """`after`: how long after the athlete's hour it begins; None where it takes the day."""
    timed: dict[str, Any] = {}
    if feed.hour is not None and after is not None:
        starts = at_hour(session.date, feed.hour, feed.athlete.zone, after=after)
        timed = {"starts": starts, "lasts": timedelta(seconds=session.duration_s)}
    link = _absolute(reverse("plans:week_of", args=[session.date]))
    uid = uid_of(session)
    if feed.is_discreet:
        title = words.DISCREET_RACE if session.ingredient == Ingredient.RACE else words.DISCREET_SESSION
        return CalendarEntry(uid=uid, day=session.date, title=title, link=link, **timed)
    view = session_view(session, feed.athlete.unit, is_over=False)
    return CalendarEntry(
        uid=uid,
        day=session.date,
        title=titled(session.title, view.amount),
        text=_session_text(view, place=place, link=link),
        link=link,
        category=session.get_ingredient_display().capitalize(),
        **timed,
    )


def _session_text(view: SessionView, *, place: str, link: str) -> str:
    """What to hold, the steps, why, what to do on ice, and the way back: not every program shows the link itself."""
    held = ", ".join(f"{name} {value}" for name, value in view.targets)
    steps = [f"{when}: {what}" for when, what in view.steps]
    parts = (place, held[:1].upper() + held[1:], "\n".join(steps), view.why, view.alternate, link)
    return "\n\n".join(part for part in parts if part)


def _race_entry(feed: CalendarFeed, race: Race) -> CalendarEntry:
    """All day: nobody has told us when it starts."""
    link = _absolute(reverse("plans:season"))
    uid = f"race-{race.pk}@off-season"
    if feed.is_discreet:
        return CalendarEntry(uid=uid, day=race.date, title=words.DISCREET_RACE, link=link)
    goal = f"Goal: {race.goal}" if race.goal else ""
    return CalendarEntry(
        uid=uid,
        day=race.date,
        title=titled(race.name, wording.distance(race.distance_m, feed.athlete.unit)),
        text="\n\n".join(part for part in (words.RACE_TEXT[race.priority], goal, link) if part),
        link=link,
        category="Race",
    )


def _spring_entries(feed: CalendarFeed, off_seasons: Iterable[OffSeason]) -> Iterator[CalendarEntry]:
    """The hand-over: on its first day the spring plan's name, and where it is."""
    season = _absolute(reverse("plans:season"))
    for off_season in off_seasons:
        day = _spring_start(off_season)
        if day is None:
            continue
        link = season if feed.is_discreet else off_season.spring_plan_link or season
        title = words.DISCREET_SPRING if feed.is_discreet else _begins(off_season)
        text = "" if feed.is_discreet else link
        yield CalendarEntry(uid=f"spring-{off_season.pk}@off-season", day=day, title=title, text=text, link=link)


def _begins(off_season: OffSeason) -> str:
    """What follows the weeks: a spring plan, or the week of a second race."""
    is_race_week = getattr(off_season, "outcome", None) == "MULTI_RACE"
    return words.RACE_WEEK if is_race_week else words.spring_begins(off_season.spring_plan_name)


def _spring_start(off_season: OffSeason) -> date | None:
    """As annotated by `_off_seasons`; a plan that only recovers leads to none."""
    start: str | None = getattr(off_season, "handed_over_on", None)
    return date.fromisoformat(start) if start else None


def _absolute(path: str) -> str:
    return urljoin(settings.SITE_URL, path)
