"""What the desk does with questions besides answering them. One or many at once, by the same addresses; each with its undo."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_POST

from coachapp.access import coach_only, desk_only
from coachapp.http import UserRequest
from coachapp.undo import recall, remember
from plans.words.wording import short_day
from questions.actions import triage
from questions.actions.merge import CannotMerge, merge, separate
from questions.forms import DeclineForm, SnoozeForm
from questions.models import Question, QuestionQuerySet
from questions.pages.thread import may_be
from questions.views.inbox import thread_of

MOST: Final = 200
LONGEST_NUMBER: Final = 12  # digits
MOMENTS: Final = ("snoozed_at", "snoozed_until")


@require_POST
@desk_only
def see(request: UserRequest, question_id: int) -> HttpResponse:
    """The page says so once somebody has it before them; to fetch it ahead, or to ask for its head, does not."""
    triage.see(_scope(request).filter(pk=question_id))
    return HttpResponse(status=204)


@require_POST
@desk_only
def snooze(request: UserRequest) -> HttpResponse:
    now = timezone.now()
    form = SnoozeForm(request.POST, user=request.user, at=now)
    if not form.is_valid():
        messages.info(request, "Choose a day after today, within a year.")
        return _back(request)
    before = triage.snooze(_chosen(request), until=form.moment, at=now)
    return _done(request, before, f"put off until {short_day(form.moment.date())}, 07:00")


@require_POST
@coach_only
def decline(request: UserRequest) -> HttpResponse:
    form = DeclineForm(request.POST)
    if not form.is_valid():
        messages.info(request, "The letter may have 5,000 letters. Nothing is declined yet.")
        return _back(request)
    letter = form.cleaned_data["letter"]
    before = triage.decline(_chosen(request), by=request.user.coach, at=timezone.now(), letter=letter)
    return _done(
        request, before, "declined; your letter leaves in five minutes" if letter else "declined, without a letter"
    )


@require_POST
@desk_only
def call_spam(request: UserRequest) -> HttpResponse:
    return _done(request, triage.call_spam(_chosen(request)), "put to the spam")


@require_POST
@desk_only
def reopen(request: UserRequest) -> HttpResponse:
    return _done(request, triage.reopen(_chosen(request)), "back among those that wait")


@require_POST
@desk_only
def undo(request: UserRequest, act: UUID) -> HttpResponse:
    """A second tap finds nothing to take back."""
    is_known, kept = recall(request, f"inbox {act}")
    rows = [_revived(row) for row in (kept or {}).get("rows", [])]
    many = triage.take_back(_scope(request), rows) if is_known else 0
    messages.success(request, "As it was." if many else "Nothing to take back here any more.")
    return redirect("questions:thread", rows[0]["pk"]) if len(rows) == 1 and many else redirect("questions:inbox")


@require_POST
@desk_only
def name_athlete(request: UserRequest, question_id: int) -> HttpResponse:
    """ "This is Bob": the coach says so, and sees the season beside the question. The words stay as vouched for as they were."""
    question = thread_of(request, question_id)
    athlete = may_be(question, request.user)
    if athlete is None:
        messages.info(request, "Nobody of your athletes has this address.")
        return redirect("questions:thread", question.pk)
    triage.name_athlete(question, athlete)
    address = reverse("questions:unname_athlete", args=[question.pk])
    messages.success(request, f"{athlete.name} it is.", extra_tags=f"undo:{address}")
    return redirect("questions:thread", question.pk)


@require_POST
@desk_only
def unname_athlete(request: UserRequest, question_id: int) -> HttpResponse:
    """Only what the coach had said: an account's own question stays its athlete's."""
    question = thread_of(request, question_id)
    if question.asker_id is None:
        triage.name_athlete(question, None)
    return redirect("questions:thread", question.pk)


@require_POST
@desk_only
def merge_into(request: UserRequest, question_id: int) -> HttpResponse:
    """Both have to be the desk's to answer."""
    question = thread_of(request, question_id)
    into = request.POST.get("into", "")
    other = thread_of(request, int(into) if into.isdecimal() and len(into) < LONGEST_NUMBER else 0)
    try:
        whole = merge(question, into=other)
    except CannotMerge as refused:
        messages.info(request, refused.reason)
        return redirect("questions:thread", question.pk)
    address = reverse("questions:separate", args=[question.pk])
    messages.success(request, "Told as one now. Nothing was sent.", extra_tags=f"undo:{address}")
    return redirect("questions:thread", whole.pk)


@require_POST
@desk_only
def separate_from(request: UserRequest, question_id: int) -> HttpResponse:
    question = separate(get_object_or_404(Question.objects.for_coach(request.user), pk=question_id))
    messages.success(request, "A thread of its own again.")
    return redirect("questions:thread", question.pk)


def _scope(request: UserRequest) -> QuestionQuerySet:
    return Question.objects.for_coach(request.user).whole()


def _chosen(request: UserRequest) -> QuestionQuerySet:
    typed = request.POST.getlist("question")[:MOST]
    return _scope(request).filter(pk__in=[int(one) for one in typed if one.isdecimal() and len(one) < LONGEST_NUMBER])


def _done(request: UserRequest, before: Sequence[triage.Standing], what: str) -> HttpResponse:
    if not before:
        messages.info(request, "Nothing was chosen that this fits.")
        return _back(request)
    act = uuid4()
    remember(request, f"inbox {act}", {"rows": [_kept(row) for row in before]})
    many = "One question" if len(before) == 1 else f"{len(before)} questions"
    messages.success(request, f"{many} {what}.", extra_tags=f"undo:{reverse('questions:undo', args=[act])}")
    return _back(request)


def _back(request: UserRequest) -> HttpResponse:
    """To the next thread where the page names one, else to the list as it was asked for."""
    then = request.POST.get("then", "")
    if then.isdecimal() and len(then) < LONGEST_NUMBER:
        return redirect("questions:thread", int(then))
    asked = QueryDict(request.POST.get("back", "")[:400])
    query = urlencode({name: asked[name] for name in ("tab", "q", "page") if asked.get(name)})
    return redirect(f"{reverse('questions:inbox')}?{query}" if query else "questions:inbox")


def _kept(row: triage.Standing) -> dict[str, object]:
    return {**row, **{name: row[name].isoformat() if row[name] else None for name in MOMENTS}}


def _revived(row: dict[str, str]) -> dict[str, object]:
    """As the session kept it."""
    moments: dict[str, datetime | None] = {name: parse_datetime(row[name]) if row[name] else None for name in MOMENTS}
    return {**row, **moments}
