"""Sessions of a draft on other days: one moved or copied, a whole week shifted. By mouse, touch, keyboard, or plain form."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from coachapp.http import UserRequest
from plans.actions.draft import EditedMeanwhile, preview, save_draft
from plans.edits import CannotEdit, copy_of, find
from plans.forms.publish import DayForm, RemoveForm, ShiftForm
from plans.models import OffSeason, PlanVersion
from plans.views.builder import STALE
from plans.views.builder_screen import mine, show
from plans.words import wording
from plans.words.edits import new_breaches, shifted, with_edits, without_move_of

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the coach asked for: the edits with it in, how it is asked back and how it is told, and where it shows."""

    edits: Sequence[Json]
    question: str
    done: str
    week_start: str


@require_POST
def move_session(request: UserRequest, off_season_id: UUID, key: str) -> HttpResponse:
    off_season, draft = mine(request, off_season_id)
    form, (week, session) = DayForm(request.POST), _place(draft, key)
    if not form.is_valid():
        return _refused(request, off_season, week["start"], form)
    day: date = form.cleaned_data["date"]
    edits = without_move_of(draft.edits, key)
    if day.isoformat() != session.get("original_date", session["date"]):
        edits = with_edits(edits, [{"op": "move", "key": key, "date": day.isoformat()}])
    when = wording.short_day(day)
    wish = Wish(
        edits=edits,
        question=f"Move {session['title'].lower()} to {when}?",
        done=f"{session['title']}: moved to {when}.",
        week_start=week["start"],
    )
    return _grant(request, off_season, draft, wish, form)


@require_POST
def copy_session(request: UserRequest, off_season_id: UUID, key: str) -> HttpResponse:
    off_season, draft = mine(request, off_season_id)
    form, (week, session) = DayForm(request.POST), _place(draft, key)
    if not form.is_valid():
        return _refused(request, off_season, week["start"], form)
    day: date = form.cleaned_data["date"]
    copy = copy_of(draft.response, session, day=day.isoformat(), edits=draft.edits)
    if copy is None:
        form.add_error("date", "That day is in none of these weeks.")
        return _refused(request, off_season, week["start"], form)
    when = wording.short_day(day)
    wish = Wish(
        edits=[*draft.edits, copy],
        question=f"Another {session['title'].lower()} on {when}?",
        done=f"{session['title']}: also on {when}.",
        week_start=copy["key"].partition(":")[0],
    )
    return _grant(request, off_season, draft, wish, form)


@require_POST
def shift_week(request: UserRequest, off_season_id: UUID, day: date) -> HttpResponse:
    """Everything of the week that is not over goes a day on or back; what falls off one end begins at the other."""
    off_season, draft = mine(request, off_season_id)
    form = ShiftForm(request.POST)
    week = next((one for one in draft.response["weeks"] if one["start"] == day.isoformat()), None)
    if week is None:
        raise Http404
    if not form.is_valid():
        return _refused(request, off_season, week["start"], form)
    step: int = form.cleaned_data["days"]
    today = off_season.athlete.today(timezone.now())
    moves = shifted(week, step=step, since=today)
    span = wording.day_range(date.fromisoformat(week["start"]), date.fromisoformat(week["end"]))
    way = "later" if step > 0 else "earlier"
    wish = Wish(
        edits=with_edits(draft.edits, moves),
        question=f"Shift {span} a day {way}?",
        done=f"{span}: a day {way}." if moves else "There is no day left to shift to.",
        week_start=week["start"],
    )
    return _grant(request, off_season, draft, wish, form)


def _place(draft: PlanVersion, key: str) -> tuple[Json, Json]:
    place = find(draft.response, key)
    if place is None:
        raise Http404
    return place


def _grant(
    request: UserRequest, off_season: OffSeason, draft: PlanVersion, wish: Wish, form: RemoveForm
) -> HttpResponse:
    """Saved at once where it breaks nothing; what breaks a rule is shown and asked about once."""
    now = timezone.now()
    try:
        after = preview(off_season, request=draft.request, edits=wish.edits, at=now)
        breaches = new_breaches(draft.response, after.response, unit=off_season.athlete.unit)
        if breaches and not form.cleaned_data["keep"]:
            return _ask(request, off_season, wish, form, breaches)
        save_draft(
            off_season,
            request=draft.request,
            edits=wish.edits,
            seen_lock=form.cleaned_data["lock"],
            by=request.user,
            at=now,
        )
    except CannotEdit as refused:
        messages.warning(request, str(refused))
    except EditedMeanwhile:
        messages.info(request, STALE)
    else:
        messages.success(request, wish.done)
    return _back(request, off_season, wish.week_start)


def _ask(
    request: UserRequest, off_season: OffSeason, wish: Wish, form: RemoveForm, breaches: Sequence[Any]
) -> HttpResponse:
    said = [(name, form[name].value()) for name in form.fields if name != "keep"]
    context = {"wish": wish, "said": said, "breaches": breaches, "off_season": off_season, "url": request.path}
    if not request.htmx:
        return render(request, "plans/session_ask.html", context, status=422)
    response = render(request, "plans/_ask.html", context)
    response["HX-Retarget"], response["HX-Reswap"] = "#ask", "innerHTML"
    return response


def _refused(request: UserRequest, off_season: OffSeason, week_start: str, form: RemoveForm) -> HttpResponse:
    for errors in form.errors.values():
        messages.warning(request, str(errors[0]))
    return _back(request, off_season, week_start)


def _back(request: UserRequest, off_season: OffSeason, week_start: str) -> HttpResponse:
    if request.htmx:
        return show(request, *mine(request, off_season.pk))
    return redirect(f"{off_season.get_absolute_url()}#week-of-{week_start}")
