"""Rows to the engine's words: one athlete's request as contract.md has it.

Health answers and the birth date stop here. The request holds no medical flag (see `is_cleared`), and of the birth
date only the age on race day survives.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from athletes.models import Athlete, Race
from athletes.models.availability import free_minutes
from plans.coach_rules import with_rules
from plans.engine.season import age_on
from plans.models import CoachPolicy
from plans.results import Result, judged_result, results_of

DAY = timedelta(days=1)
MOST_SPANS = 40  # the contract takes a hundred; nobody has more weeks of their own in one winter


def plan_request(athlete: Athlete, *, fall_race: Race, a_race: Race, today: date) -> dict[str, Any]:
    """The request for the weeks between two races, from what is stored about the athlete today, by their coach's rules."""
    # Sorted here and not by the database, so that who plans many at once can have fetched the rows of all before.
    races = sorted(athlete.races.all(), key=lambda race: (race.date, race.pk))
    results = results_of(races, athlete.measurements.all())
    judged = judged_result(results, fall_race_day=fall_race.date, today=today)
    request = {
        "version": 1,
        "today": today.isoformat(),
        "athlete": _athlete(athlete, on=fall_race.date),
        "history": _history(athlete, fall_race, judged),
        "fall_race": _fall_race(fall_race),
        "a_race": {"name": a_race.name, "date": a_race.date.isoformat(), "distance_m": a_race.distance_m},
        "spring_plan": {"weeks": None, "week1_m": None, "week1_long_m": None, "peak_m": None, "week1_quality": []},
        "races_between": races_between(races, fall_race=fall_race, a_race=a_race),
        "blackouts": days_off(athlete, first=fall_race.date, last=a_race.date),
        "policy": {"cut": None, "cut_reason": None, "second_fast": False, "break_days": None},
    }
    in_force = rules_in_force(athlete)
    return with_rules(request, in_force.as_rules if in_force else None)


def rules_in_force(athlete: Athlete) -> CoachPolicy | None:
    """Of the athlete's coach; None without one, or where nothing was ever changed."""
    versions = athlete.coach.policies.all() if athlete.coach else ()
    return max(versions, key=lambda version: version.number, default=None)


def races_between(races: Iterable[Race], *, fall_race: Race, a_race: Race) -> list[dict[str, Any]]:
    """Of `races`, in order, those that the weeks have to be laid around."""
    return [_race_between(race) for race in races if _is_between(race, fall_race, a_race)]


def volume_history(athlete: Athlete, fall_race: Race) -> dict[str, Any]:
    """What the baseline is taken from: the weeks up to the race, and the figures that win over them."""
    weeks = sorted(athlete.history_weeks.all(), key=lambda week: week.start)
    return {
        "weeks": [
            {
                "start": week.start.isoformat(),
                "distance_m": week.distance_m,
                "longest_m": week.longest_m,
                "unusable": bool(week.unusable),
            }
            for week in weeks
            if week.start <= fall_race.date
        ],
        "baseline_m": athlete.baseline_m,
        "baseline_long_m": athlete.baseline_long_m,
    }


def days_off(athlete: Athlete, *, first: date, last: date) -> list[dict[str, str]]:
    """Days from the first to before the last on which nothing can be planned: what the contract calls blackouts.

    The athlete is ill or away, or has no time in this one week. Other limits of such a week cannot be told to the engine;
    the coach reads them beside the plan.
    """
    minutes = free_minutes(athlete.availability_weeks.all())
    none = {day for day, free in minutes.items() if free == 0}
    absent = {day for absence in athlete.absences.all() for day in absence.each_day}
    return spans(day for day in sorted(none | absent) if first <= day < last)


def spans(days: Iterable[date]) -> list[dict[str, str]]:
    """Days in order as stretches from the first to the last one."""
    found: list[list[date]] = []
    for day in days:
        if found and day - found[-1][-1] == DAY:
            found[-1].append(day)
        else:
            found.append([day])
    return [{"start": span[0].isoformat(), "end": span[-1].isoformat()} for span in found[:MOST_SPANS]]


def is_cleared(athlete: Athlete, *, on: date) -> bool:
    """May the engine plan for them? True while the athlete never said otherwise."""
    newest = max(athlete.safety_answers.all(), key=lambda answer: (answer.answered_at, answer.pk), default=None)
    return newest is None or newest.is_cleared(on=on)


def birth_date_of_age(birth_date: date | None, *, on: date) -> str | None:
    """A birth date that says the age on that day and nothing more."""
    age = age_on(birth_date, on)
    if age is None:
        return None
    return on.replace(year=on.year - age, day=min(on.day, 28)).isoformat()


def _athlete(athlete: Athlete, *, on: date) -> dict[str, Any]:
    return {
        "birth_date": birth_date_of_age(athlete.birth_date, on=on),
        "sex": athlete.sex or None,
        "years_running": athlete.years_running,
        "usual_run_days": athlete.usual_run_days,
        "available_min": athlete.available_min,
        "home_min": athlete.home_min,
        "long_run_day": athlete.long_run_day or None,
        "long_run_every": athlete.long_run_every,
        "fixed": athlete.fixed,
        "comfort": athlete.comfort,
        "injury": athlete.injury,
        "current_m": athlete.current_m,
        "minimalist": athlete.minimalist,
        "strength": {"experience": athlete.lifting_experience, "equipment": athlete.equipment},
        "max_hr_bpm": athlete.max_hr_bpm,
        "resting_hr_bpm": athlete.resting_hr_bpm,
        "lthr_bpm": athlete.lthr_bpm,
        "unit": athlete.unit,
        "week_start": athlete.week_start,
        "southern": athlete.southern,
        "medical_flags": [],
    }


def _history(athlete: Athlete, fall_race: Race, judged: Result | None) -> dict[str, Any]:
    return volume_history(athlete, fall_race) | {
        "year_average_m": athlete.year_average_m,
        "longest_30d_m": None,
        "best_race": judged.as_best_race() if judged else None,
    }


def _fall_race(race: Race) -> dict[str, Any]:
    return {
        "name": race.name,
        "date": race.date.isoformat(),
        "distance_m": race.distance_m,
        "duration_s": race.duration_s,
        "status": race.status,
        "effort": race.effort,
        "climb_m": race.climb_m,
        "covered_m": race.covered_m,
    }


def _race_between(race: Race) -> dict[str, Any]:
    return {
        "name": race.name,
        "date": race.date.isoformat(),
        "distance_m": race.distance_m,
        "priority": race.priority,
    }


def _is_between(race: Race, fall_race: Race, a_race: Race) -> bool:
    return fall_race.date < race.date < a_race.date and race.status in {"planned", "finished"}
