"""An answer and the off-season it describes: published and mailed together, or neither."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from athletes.actions.athlete import TooYoung
from athletes.actions.invite import AlreadyJoined, link_to, offer
from athletes.models import Athlete, Coach
from plans.actions.draft import EditedMeanwhile
from plans.actions.publish import publish
from plans.models import OffSeason
from questions.actions.answer import answer
from questions.emails import PlanLink
from questions.models import Answer, Question
from questions.pages.plan_from import current_off_season, line_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """Which draft the page showed: its number, and the off-season's lock."""

    version: int
    lock: int


@transaction.atomic
def answer_with_plan(question: Question, *, by: Coach, at: datetime, attached: Attached | None, **said: Any) -> Answer:
    """The answer, `said` as `answer` takes it; with `attached` that draft is published, and the answer's mail leads to it.

    A corrected answer publishes nothing: no mail would tell of it. Raises as `answer` and `publish` do, and
    EditedMeanwhile for a draft that is another one by now; then nothing has happened.
    """
    thread = Question.objects.select_for_update(of=("self",)).select_related("athlete").get(pk=question.pk)
    plan = None
    if attached is not None and not hasattr(thread, "answer"):
        plan = _published(thread, attached, by=by, at=at)
    return answer(question, by=by, at=at, plan=plan, **said)


def _published(thread: Question, attached: Attached, *, by: Coach, at: datetime) -> PlanLink:
    athlete = thread.athlete
    off_season = current_off_season(athlete, by.user, at=at) if athlete else None
    if athlete is None or off_season is None or off_season.draft is None or off_season.draft.number != attached.version:
        raise EditedMeanwhile
    until, reason = off_season.visible_until, off_season.published_reason  # as the coach had them, if it was out before
    publish(
        off_season,
        off_season.draft,
        seen_lock=attached.lock,
        by=by.user,
        at=at,
        until=until,
        reason=reason,
        tells=False,
    )
    return _link(off_season, athlete, thread, by=by, at=at)


def _link(off_season: OffSeason, athlete: Athlete, thread: Question, *, by: Coach, at: datetime) -> PlanLink:
    """To the season of who has an account; for everybody else a fresh invitation, without a letter of its own."""
    line = line_of(off_season.draft, unit=athlete.unit) if off_season.draft else ""
    try:
        if athlete.user_id is None:
            token = offer(athlete, email=thread.asker_email, by=by.user, at=at)
            return PlanLink(url=link_to(token), line=line, is_invitation=True)
    except TooYoung:
        return PlanLink(url="", line=line)
    except AlreadyJoined:
        pass
    return PlanLink(url=settings.SITE_URL + reverse("plans:season"), line=line)
