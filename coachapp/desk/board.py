"""The coach's first page: who needs what today, set aside and brought back."""

from datetime import datetime, time, timedelta
from typing import Final
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from athletes.actions.set_aside import bring_back, set_aside
from athletes.desk import desk_of
from coachapp.access import desk_only
from coachapp.desk.needs.board import board_of
from coachapp.desk.needs.need import ORDER
from coachapp.http import UserRequest

MOST_FACTS: Final = 1000
LONGEST_FACT: Final = 40
SAID: Final = {
    "tomorrow": "Set aside until tomorrow.",
    "week": "Set aside for a week.",
    "always": "Taken off the board.",
}


class SetAsideForm(forms.Form):
    kind = forms.ChoiceField(choices=[(kind, kind) for kind in ORDER])
    until = forms.ChoiceField(choices=[(name, name) for name in SAID])


@desk_only
@require_GET
def board(request: UserRequest) -> HttpResponse:
    return _render(request)


@desk_only
@require_POST
def set_row_aside(request: UserRequest) -> HttpResponse:
    form, facts = SetAsideForm(request.POST), _facts(request)
    if not form.is_valid() or not facts:
        messages.info(request, "That row is not there any more: here is the board as it is now.")
        return redirect("desk:board")
    until = form.cleaned_data["until"]
    now = timezone.now()
    act = set_aside(
        desk_of(request.user), kind=form.cleaned_data["kind"], facts=facts, until=_until(until, request, now), at=now
    )
    messages.success(request, SAID[until], extra_tags=f"undo:{reverse('desk:bring_back', args=[act])}")
    return _render(request) if request.htmx else redirect("desk:board")


@desk_only
@require_POST
def bring_row_back(request: UserRequest, act: UUID) -> HttpResponse:
    bring_back(desk_of(request.user), act)
    return redirect("desk:board")


def _render(request: UserRequest) -> HttpResponse:
    now = timezone.now()
    today = request.user.today(now)
    context = {"board": board_of(request.user, today=today, at=now), "today": today}
    return render(request, "desk/board.html#rows" if request.htmx else "desk/board.html", context)


def _facts(request: UserRequest) -> list[str]:
    facts = sorted(set(request.POST.getlist("fact")))
    is_sane = len(facts) <= MOST_FACTS and all(0 < len(fact) <= LONGEST_FACT and fact.isprintable() for fact in facts)
    return facts if is_sane else []


def _until(choice: str, request: UserRequest, now: datetime) -> datetime | None:
    """The start of a day in the coach's zone; None for ever."""
    if choice == "always":
        return None
    day = request.user.today(now) + timedelta(days=1 if choice == "tomorrow" else 7)
    return datetime.combine(day, time(), tzinfo=request.user.zone)
