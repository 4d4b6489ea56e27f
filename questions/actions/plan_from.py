"""From a question to the builder: the runner's record, their races, a first draft, and the thread that knows of it."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from athletes.actions.athlete import change_athlete, enter_athlete
from athletes.actions.invite import InvitedJustNow, invite
from athletes.actions.race import RaceKnown, keep_race
from athletes.models import Athlete, Coach, HistoryWeek, Race, User
from athletes.models.athlete import AthleteQuerySet
from plans.actions.draft import start_with
from plans.engine.contract import merge_patch
from plans.mapping import plan_request
from plans.models import OffSeason
from plans.race_pair import suggested_pair
from questions.models import Question
from questions.pages.differences import differences
from questions.pages.plan_from import current_off_season
from questions.understand.said import Understood


class TakenMeanwhile(Exception):
    """Another coach plans or answers this one."""


class PerhapsKnown(Exception):
    """Somebody of this name or address is on the roster: the coach says whether it is them."""


class NoTwoRaces(Exception):
    """An off-season lies between two races, and the record does not hold both."""


def perhaps_the_same(question: Question, *, coach: Coach) -> AthleteQuerySet:
    """Of the coach's own runners: who has this address, was invited or asked from it, or is called the same."""
    address = question.asker_email
    same = (
        Q(user__email__iexact=address)
        | Q(invitations__email__iexact=address)
        | Q(questions__asker_email__iexact=address)
        | Q(name__iexact=question.asker_name)
    )
    return Athlete.objects.filter(same, coach=coach).in_roster_order().distinct()


@transaction.atomic
def enter_asker(
    question: Question,
    athlete: Athlete,
    *,
    races: Sequence[Race],
    weeks: Iterable[HistoryWeek],
    coach: Coach,
    by: User,
    at: datetime,
    is_somebody_else: bool = False,
    invites: bool = False,
) -> OffSeason:
    """A record of the coach's, the two races, and a draft between them. The second of two clicks finds the first one's.

    Raises TakenMeanwhile, PerhapsKnown, and TooYoung for an invitation before 16; then nothing has changed.
    """
    thread = _hold(question, coach)
    if thread.athlete is not None and thread.athlete.coach_id == coach.pk:
        return _open(thread, thread.athlete, by=by, at=at)
    if not is_somebody_else and perhaps_the_same(thread, coach=coach).exists():
        raise PerhapsKnown
    enter_athlete(athlete, coach=coach, races=races, weeks=weeks, at=at)
    _link(thread, athlete, coach)
    if invites:
        with suppress(InvitedJustNow):
            invite(athlete, email=thread.asker_email, by=by, at=at)
    return _draft(thread, athlete, fall_race=races[0], a_race=races[1], by=by, at=at)


@transaction.atomic
def link_asker(question: Question, athlete: Athlete, *, coach: Coach) -> None:
    """It is this one of the coach's runners who asks. Raises TakenMeanwhile."""
    _link(_hold(question, coach), athlete, coach)


@transaction.atomic
def plan_known(
    question: Question, athlete: Athlete, *, said: Understood, taken: Iterable[str], by: User, at: datetime
) -> OffSeason:
    """Take over what the coach ticked of what was written, and open the draft. Raises NoTwoRaces."""
    chosen = [one for one in differences(athlete, said) if one.key in set(taken)]
    for one in chosen:
        if one.race is not None:
            with suppress(RaceKnown):
                keep_race(one.race)
        else:
            setattr(athlete, one.field, one.value)
    if any(one.field for one in chosen):
        change_athlete(athlete, by=by, at=at)
    return _open(question, athlete, by=by, at=at, is_new_race=any(one.race for one in chosen))


def _hold(question: Question, coach: Coach) -> Question:
    """One request at a time for this roster and this thread. Raises TakenMeanwhile."""
    Coach.objects.select_for_update(of=("self",), no_key=True).get(pk=coach.pk)
    thread = Question.objects.select_for_update(of=("self",)).select_related("athlete").get(pk=question.pk)
    if thread.coach_id not in {None, coach.pk}:
        raise TakenMeanwhile
    return thread


def _link(thread: Question, athlete: Athlete, coach: Coach) -> None:
    """Who plans for a question that was put to no one has taken it."""
    thread.athlete = athlete
    thread.take(coach)
    thread.save(update_fields=["athlete", "coach"])


def _open(thread: Question, athlete: Athlete, *, by: User, at: datetime, is_new_race: bool = False) -> OffSeason:
    """The off-season that is there, else one between the two races it most likely is."""
    current = current_off_season(athlete, by, at=at)
    if current is not None and not is_new_race:
        return current
    fall, goal = suggested_pair(list(athlete.races.in_order()), today=athlete.today(at))
    if fall is None or goal is None:
        raise NoTwoRaces
    return _draft(thread, athlete, fall_race=fall, a_race=goal, by=by, at=at)


def _draft(thread: Question, athlete: Athlete, *, fall_race: Race, a_race: Race, by: User, at: datetime) -> OffSeason:
    """From the record, with the length of the spring plan that they tried on the free planner."""
    request = plan_request(athlete, fall_race=fall_race, a_race=a_race, today=athlete.today(at))
    if weeks := _spring_weeks(thread.plan_request):
        request = merge_patch(request, {"spring_plan": {"weeks": weeks}})
    return start_with(request, athlete, fall_race=fall_race, a_race=a_race, by=by, at=at)


def _spring_weeks(tried: Any) -> int | None:
    spring = tried.get("spring_plan") if isinstance(tried, dict) else None
    weeks = spring.get("weeks") if isinstance(spring, dict) else None
    return weeks if isinstance(weeks, int) else None
