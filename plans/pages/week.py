"""The athlete's week as the page shows it: today, the seven days, the bowl. Read from the published rows only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from athletes.models import Athlete
from plans.models import Absence, CheckIn, OffSeason, TrainingSession, Week
from plans.models.absence import days_in_a_row
from plans.pages.athlete_says import days_beside
from plans.pages.session import SessionView, session_view
from plans.pages.soup import toppings, week_bowl
from plans.pages.voice import Voice, voice_of, with_voice
from plans.pages.week_days import DAY, DayView, absence_on, amounts, days_of, standing, total, weight
from plans.pages.week_news import ChangedDay, news_of
from plans.pictures.bowl import Bowl
from plans.words import wording
from plans.words.absence import since, told, welcome_back
from plans.words.week import Track, WeekWords, track, week_words

# From the last three days of a week on, and as long after it, there is something to say about it.
FEEL_DAYS = timedelta(days=3)
FEW_DAYS = timedelta(days=2)
BACK_DAYS = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekView:
    athlete: Athlete
    off_season: OffSeason
    week: Week
    weeks_in_all: int
    today: date
    days: tuple[DayView, ...]
    todays: DayView | None
    lead: SessionView | None
    others: tuple[SessionView, ...]
    bowl: Bowl
    toppings: tuple[str, ...]
    done: str
    extra: str
    planned: str
    due: tuple[float, float]
    before: Week | None
    after: Week | None
    following: SessionView | None
    note: str
    voice: Voice
    absences: tuple[Absence, ...]
    welcome: str
    news: tuple[ChangedDay, ...]
    other_days: str

    @property
    def felt(self) -> CheckIn | None:
        return self.voice.felt

    @property
    def has_begun(self) -> bool:
        return self.week.start <= self.today

    @property
    def is_ahead(self) -> bool:
        return self.week.start > self.today

    @property
    def is_over(self) -> bool:
        return self.week.end < self.today

    @property
    def asks_how_it_felt(self) -> bool:
        """At the week's end and shortly after."""
        return self.week.end - FEEL_DAYS < self.today <= self.week.end + FEEL_DAYS

    @property
    def words(self) -> WeekWords:
        return week_words(wording.in_unit(self.week.reason, self.athlete.unit))

    @property
    def done_of(self) -> str:
        """The left side of "16.7 of 24 mi": a unit is said once."""
        unit = self.planned.rsplit(" ", 1)[-1]
        return self.done.removesuffix(f" {unit}") if unit in wording.METRES else self.done

    @property
    def sessions(self) -> tuple[SessionView, ...]:
        """All of the week, in order of their days."""
        return tuple(one for day in self.days for one in day.sessions)

    @property
    def absence(self) -> Absence | None:
        """Why nothing is asked of today."""
        return self.todays.absence if self.todays else None

    @property
    def absence_line(self) -> str:
        one = self.absence
        return since(one.kind, one.start, one.end, today=self.today) if one else ""

    @property
    def absence_told(self) -> str:
        return told(coach=bool(self.athlete.coach_id)) if self.absence else ""

    @property
    def few_days(self) -> date:
        """The choice between today and a date."""
        return self.today + FEW_DAYS

    @property
    def track(self) -> Track:
        """Am I on track? By distance where there is any, by the time it takes otherwise."""
        done = (self.week.done_m, self.week.done_s)
        by_m = any(self.due[:1])
        return track(
            due=self.due[0] if by_m else self.due[1],
            done=done[0] if by_m else done[1],
            said=f"{self.done_of} of {self.planned or '0'}, {self.bowl.kept} of {self.bowl.total} kept",
            is_over=self.is_over,
            is_away=self.absence is not None,
        )

    @property
    def is_settled(self) -> bool:
        """Nothing of today is left to do."""
        return not any(one.is_open for one in (self.lead, *self.others) if one)

    @property
    def note_initials(self) -> str:
        names = self.off_season.published_by.get_full_name().split() if self.off_season.published_by else []
        return "".join(name[0] for name in names[:2])


@dataclass(frozen=True, slots=True, kw_only=True)
class NoWeek:
    """Nothing to show on this day, and why: before the plan, after it, or no plan yet."""

    athlete: Athlete
    reason: str
    next_week: Week | None = None
    off_season: OffSeason | None = None
    spring_start: date | None = None


def week_view(athlete: Athlete, *, day: date, today: date) -> WeekView | NoWeek:
    """The published week that holds this day, or why there is none. A fixed number of questions to the database."""
    weeks = _visible_weeks(athlete)
    at = next((number for number, week in enumerate(weeks) if week.start <= day <= week.end), None)
    if at is None:
        return _no_week(athlete, weeks, day=day)
    week, off_season = weeks[at], weeks[at].off_season
    after = weeks[at + 1] if at + 1 < len(weeks) else None
    absences = {one.pk: one for each in weeks for one in each.absences}.values()
    ahead = _sessions(athlete, week, after)
    sessions = [one for one in ahead if one.week_id == week.pk]
    days = days_of(week, sessions, tuple(absences), today=today, unit=athlete.unit)
    todays = next((one for one in days if one.is_today), None)
    lead = min(todays.sessions, key=_urgency, default=None) if todays else None
    counted = standing(sessions, tuple(absences))
    soup = week_bowl(counted, today=today, unit=athlete.unit, also_ran=week.other_run_days)
    return WeekView(
        athlete=athlete,
        off_season=off_season,
        week=week,
        weeks_in_all=max(one.index for one in weeks if one.off_season_id == week.off_season_id),
        today=today,
        days=days,
        todays=todays,
        lead=lead,
        others=tuple(one for one in todays.sessions if one is not lead) if todays else (),
        bowl=soup,
        toppings=tuple(toppings(counted)),
        done=wording.amount(week.done_m, week.done_s, athlete.unit) or "0",
        extra=_extra(week, sessions, unit=athlete.unit),
        planned=total(counted, athlete.unit, is_done=False),
        due=_due(counted, today=today),
        before=weeks[at - 1] if at else None,
        after=after,
        following=_following(standing(ahead, tuple(absences)), today=today, unit=athlete.unit),
        note=off_season.note,
        voice=voice_of(athlete, week_start=week.start, today=today),
        absences=tuple(one for one in week.absences if one.end >= today),
        welcome=_welcome(tuple(absences), today=today) if todays else "",
        news=news_of(off_season, unit=athlete.unit, first=today, last=(after or week).end) if todays else (),
        other_days=days_beside(week.other_minutes, start=week.other_start, first=week.start, last=week.end),
    )


def _visible_weeks(athlete: Athlete) -> list[Week]:
    """With all that the page says of a week itself, so that what joins the page later need not ask again."""
    weeks = Week.objects.of(athlete).in_order().with_done().with_absences().with_other_days()
    wanted = weeks.select_related("phase", "off_season__a_race", "off_season__fall_race", "off_season__published_by")
    return [week for week in wanted if week.off_season.is_visible_on(week.start)]


def _sessions(athlete: Athlete, week: Week, after: Week | None) -> list[TrainingSession]:
    """This week's and the next one's, in one question: a Sunday's next session is Monday's or Tuesday's."""
    shown = TrainingSession.objects.open_to(athlete).during(week.start, (after or week).end)
    ours = {week.pk, after.pk if after else None}
    return [one for one in with_voice(shown.with_log().in_order(), athlete) if one.week_id in ours]


def _following(sessions: Sequence[TrainingSession], *, today: date, unit: str) -> SessionView | None:
    """What carries the next day that asks for anything."""
    ahead = [one for one in sessions if one.date > today and one.ingredient != "rest" and not one.is_let_go]
    first = [session_view(one, unit, is_over=False) for one in ahead if one.date == ahead[0].date]
    return min(first, key=weight, default=None)


def _no_week(athlete: Athlete, weeks: Sequence[Week], *, day: date) -> NoWeek:
    if not weeks:
        return NoWeek(athlete=athlete, reason="none")
    following = next((week for week in weeks if week.start > day), None)
    if following:
        return NoWeek(athlete=athlete, reason="before", next_week=following, off_season=following.off_season)
    last = weeks[-1]
    return NoWeek(athlete=athlete, reason="after", off_season=last.off_season, spring_start=last.end + DAY)


def _urgency(view: SessionView) -> tuple[bool, tuple[int, int]]:
    """What was let go leads the day only where nothing else is on."""
    return view.session.is_let_go, weight(view)


def _due(sessions: Sequence[TrainingSession], *, today: date) -> tuple[float, float]:
    """Metres and seconds of running that the plan has asked for until now; what was let go is not asked for."""
    asked = [one for one in sessions if one.is_done or (one.date < today and not one.is_let_go)]
    return amounts(asked, is_done=False)


def _welcome(absences: Sequence[Absence], *, today: date) -> str:
    """What they are told in the first days back from an illness."""
    if absence_on(today, absences):
        return ""
    last = max(
        (one for one in absences if one.kind == "ill" and one.end < today), key=lambda one: one.end, default=None
    )
    if last is None or today - last.end > BACK_DAYS:
        return ""
    return welcome_back("ill", days_in_a_row(absences, kind="ill", until=last.end))


def _extra(week: Week, sessions: Sequence[TrainingSession], *, unit: str) -> str:
    """What was run beside the sessions on the page; empty without."""
    metres, seconds = amounts(sessions, is_done=True)
    return wording.amount(week.done_m - metres, week.done_s - seconds, unit) if week.other_run_days else ""
