"""The assign page on screen: who is on it, and a row for each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import Http404, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone

from athletes.models import Athlete, Squad, User
from coachapp.http import UserRequest
from plans.actions.assign_preview import plan_seasons
from plans.candidates import (
    LATELY_WEEKS,
    Candidate,
    candidates,
    goals_first,
    of_squad,
    picked,
    raced_lately,
    with_their_rows,
)
from plans.forms.assign import MOST_AT_ONCE, RowSaid, SharedForm, picked_ids, rows_said
from plans.models import AssignmentBatch
from plans.pages.assign import PreviewRow, length_for_all, missing, preview_row

Json = dict[str, Any]
RECENT = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Whom:
    """At most one batch of athletes. `title` is what the batch will be called."""

    page: Page[Athlete]
    title: str
    squad: Squad | None = None
    is_picked: bool = False

    @property
    def query(self) -> str:
        """For the links to the other pages."""
        return f"squad={self.squad.pk}&" if self.squad else ""


def whom(user: User, asked: QueryDict, *, today: date) -> Whom:
    """A squad, the athletes named one by one, or all who raced lately. What is not the coach's does not exist."""
    squad, ids = _squad(user, asked.get("squad")), picked_ids(asked.getlist("athlete"))
    if ids is None:
        raise Http404
    if ids:
        return _whom(picked(user, _theirs(user, ids)), asked, today=today, squad=squad, is_picked=True)
    if squad is not None:
        return _whom(of_squad(user, squad), asked, today=today, squad=squad)
    return _whom(raced_lately(user, today=today), asked, today=today)


def screen(request: UserRequest, chosen: Whom, form: SharedForm, payload: QueryDict | None = None) -> Json:
    """`payload` is the form as it came back: what stands in it stays in it."""
    at = timezone.now()
    found = candidates(chosen.page.object_list, at=at)
    rows = preview_rows(found, form, payload, at=at)
    return {
        "form": form,
        "whom": chosen,
        "rows": rows,
        "missing": missing(found),
        "length_for_all": length_for_all(rows),
        "included": sum(row.is_included for row in rows),
        "squads": Squad.objects.of_coach(request.user).with_sizes().in_order(),
        "lately_weeks": LATELY_WEEKS,
        "most_at_once": MOST_AT_ONCE,
        "batches": AssignmentBatch.objects.visible_to(request.user).with_counts().newest_first()[:RECENT],
    }


def preview_rows(
    found: Iterable[Candidate], form: SharedForm, payload: QueryDict | None, *, at: datetime
) -> list[PreviewRow]:
    ready = [one for one in found if one.a_race is not None]
    said = rows_said(payload, [one.athlete.pk for one in ready]) if payload is not None else {}
    planned = plan_seasons(ready, form.choices(), {pk: one.own for pk, one in said.items()}, at=at)
    return [
        preview_row(one, own, plan, **_row_state(said.get(one.athlete.pk)))
        for one, own, plan in planned
        if plan is not None
    ]


def _row_state(said: RowSaid | None) -> Json:
    return {"ticked": said.ticked if said else None, "error": said.error if said else ""}


def _whom(athletes: Any, asked: QueryDict, *, today: date, squad: Squad | None = None, is_picked: bool = False) -> Whom:
    ordered = with_their_rows(goals_first(athletes, today=today))
    page = Paginator(ordered, MOST_AT_ONCE).get_page(asked.get("page"))
    title = squad.name if squad else "picked one by one" if is_picked else "raced lately"
    return Whom(page=page, title=title, squad=squad, is_picked=is_picked)


def _squad(user: User, asked: str | None) -> Squad | None:
    if not asked:
        return None
    if not asked.isdecimal() or len(asked) > len(str(2**62)):
        raise Http404
    return get_object_or_404(Squad.objects.of_coach(user), pk=asked)


def _theirs(user: User, ids: Sequence[UUID]) -> Sequence[UUID]:
    if picked(user, ids).count() != len(ids):
        raise Http404
    return ids
