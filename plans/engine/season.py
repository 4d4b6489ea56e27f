"""Which dates the off-season has: planning.md 5.1. Dates only, never seconds."""

from dataclasses import dataclass
from datetime import date, timedelta

from plans.engine.policy import DEFAULT_POLICY, Policy
from plans.engine.request import WEEKDAYS, WeekStart
from plans.engine.response import Ability

DAYS = 7
WEEK, TO_LAST_DAY = timedelta(days=DAYS), timedelta(days=DAYS - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Season:
    """The calendar between two races.

    `off_season_start` is the first whole week's start; `leftover_start` the day after the fall race, equal to it
    when nothing is left over. `weeks` is N, the whole weeks, and may be zero or negative. `week_spans` are the
    weeks a plan shows, (first, last) day each: the short first week, where there is one, then the whole weeks.
    """

    leftover_start: date
    off_season_start: date
    plan_start: date
    spring_weeks: int
    weeks: int
    short_first_week: bool
    gap_weeks: float
    week_spans: tuple[tuple[date, date], ...]

    @property
    def leftover_days(self) -> int:
        return (self.off_season_start - self.leftover_start).days

    @property
    def plan_first_day(self) -> date:
        """The day planned weeks begin: one to three leftover days belong to no week."""
        return self.leftover_start if self.short_first_week else self.off_season_start


def season(
    *, fall_race: date, a_race: date, week_start: WeekStart, spring_weeks: int, policy: Policy = DEFAULT_POLICY
) -> Season:
    """Lay whole calendar weeks between the fall race and the spring plan."""
    leftover_start = fall_race + timedelta(days=1)
    off_season_start = week_of(fall_race, week_start=week_start) + timedelta(days=DAYS)
    plan_start = spring_start(a_race, week_start=week_start, spring_weeks=spring_weeks, policy=policy)
    weeks = (plan_start - off_season_start).days // DAYS
    short_first_week = (off_season_start - leftover_start).days >= policy.season.short_week_days
    whole = [off_season_start + WEEK * index for index in range(max(0, weeks))]
    short = [(leftover_start, off_season_start - timedelta(days=1))] if short_first_week and weeks > 0 else []
    return Season(
        leftover_start=leftover_start,
        off_season_start=off_season_start,
        plan_start=plan_start,
        spring_weeks=spring_weeks,
        weeks=weeks,
        short_first_week=short_first_week,
        gap_weeks=(a_race - fall_race).days / DAYS,
        week_spans=(*short, *((start, start + TO_LAST_DAY) for start in whole)),
    )


def week_of(day: date, *, week_start: WeekStart) -> date:
    """The first day of the athlete's calendar week that holds `day`."""
    return day - timedelta(days=(day.weekday() - WEEKDAYS.index(week_start)) % DAYS)


def spring_start(a_race: date, *, week_start: WeekStart, spring_weeks: int, policy: Policy = DEFAULT_POLICY) -> date:
    """Day 1 of a spring plan of `spring_weeks` weeks; a Monday race such as Boston ends the week before."""
    race_week = week_of(a_race, week_start=week_start)
    if (a_race - race_week).days < policy.season.second_race_day:
        race_week -= timedelta(days=DAYS)
    return race_week - timedelta(days=DAYS * (spring_weeks - 1))


def usual_spring_weeks(distance_m: float, *, level: Ability, policy: Policy = DEFAULT_POLICY) -> int:
    """How long a spring plan for this race usually is, where the coach has not said (4.2)."""
    return next(weeks[level] for up_to, weeks in policy.season.spring_weeks if distance_m <= up_to)


def age_on(birth_date: date | None, day: date) -> int | None:
    """Whole years on that day; None for an unknown birth date, which switches the age rules off."""
    if birth_date is None:
        return None
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))
