"""Plan the off-season of who asked: what was understood, filled in; then the builder."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from athletes.models import Athlete, Coach
from coachapp.access import desk_only
from coachapp.http import UserRequest, posted
from questions.actions.plan_from import (
    NoTwoRaces,
    PerhapsKnown,
    TakenMeanwhile,
    enter_asker,
    link_asker,
    perhaps_the_same,
    plan_known,
)
from questions.models import MessageSource, Question
from questions.pages.asker import Asker, asker_of, said_in
from questions.pages.differences import differences
from questions.pages.plan_from import current_off_season, first_name
from questions.plan_forms import AskerForms, SameForm, TakeOverForm

TAKEN = "Another coach has just taken this one."


@require_http_methods(["GET", "HEAD", "POST"])
@desk_only
def plan_page(request: UserRequest, question_id: int) -> HttpResponse:
    """For a runner of this desk what differs from their record, for everybody else a record to begin."""
    question, coach = _asked(request, question_id)
    athlete = Athlete.objects.coached_by(request.user).filter(questions=question).first()
    return _new(request, question, coach) if athlete is None else _known(request, question, coach, athlete)


@require_POST
@desk_only
def plan_same(request: UserRequest, question_id: int) -> HttpResponse:
    """The coach says which of their runners it is."""
    question, coach = _asked(request, question_id)
    form = SameForm(request.POST)
    wanted = form.cleaned_data["athlete"] if form.is_valid() else None
    athlete = get_object_or_404(Athlete.objects.coached_by(request.user), pk=wanted)
    try:
        link_asker(question, athlete, coach=coach)
    except TakenMeanwhile:
        return _taken(request)
    return redirect("questions:plan", question.pk)


def _asked(request: UserRequest, question_id: int) -> tuple[Question, Coach]:
    question = get_object_or_404(Question.objects.for_coach(request.user), pk=question_id)
    assert request.user.desk is not None  # noqa: S101 -- `desk_only` says so
    return question, request.user.desk


def _new(request: UserRequest, question: Question, coach: Coach) -> HttpResponse:
    now, asker = timezone.now(), asker_of(question, coach=coach)
    forms = AskerForms(
        posted(request),
        asker=asker,
        question=question,
        today=asker.athlete.today(now),
        can_invite=request.user.is_coach,
    )
    if request.method != "POST" or not forms.is_valid():
        return _show_new(request, question, coach, asker, forms)
    try:
        off_season = enter_asker(
            question, forms.athlete.instance, races=forms.races, weeks=forms.weeks, coach=coach, by=request.user, at=now,
            is_somebody_else=forms.is_somebody_else, invites=forms.invites,
        )  # fmt: skip
    except TakenMeanwhile:
        return _taken(request)
    except PerhapsKnown:
        return _show_new(request, question, coach, asker, forms)
    invited = f" An invitation is on its way to {question.asker_email}." if forms.invites else ""
    messages.success(request, f"{off_season.athlete.name} is on your roster, with a first draft.{invited}")
    return redirect(off_season)


def _known(request: UserRequest, question: Question, coach: Coach, athlete: Athlete) -> HttpResponse:
    now, said = timezone.now(), said_in(question, coach=coach)
    found = differences(athlete, said)
    form = TakeOverForm(posted(request), found=found)
    is_ready = True
    if form.is_valid():
        try:
            taken = form.cleaned_data["taken"]
            return redirect(plan_known(question, athlete, said=said, taken=taken, by=request.user, at=now))
        except NoTwoRaces:
            is_ready = False
    context = _context(question) | {
        "athlete": athlete,
        "found": [(one, one.key in (form["taken"].value() or [])) for one in found],
        "said": said,
        "off_season": current_off_season(athlete, request.user, at=now),
        "lacks_race": not is_ready,
    }
    return render(request, "questions/plan_known.html", context, status=422 if form.is_bound else 200)


def _show_new(request: UserRequest, question: Question, coach: Coach, asker: Asker, forms: AskerForms) -> HttpResponse:
    same = perhaps_the_same(question, coach=coach)
    context = _context(question) | {"forms": forms, "said": asker.said, "plan": asker.has_plan, "same": same}
    return render(request, "questions/plan_new.html", context, status=422 if request.method == "POST" else 200)


def _context(question: Question) -> dict[str, Any]:
    turns = question.messages.exclude(source=MessageSource.COACH).order_by("at", "pk")
    return {"question": question, "first_name": first_name(question), "turns": turns}


def _taken(request: UserRequest) -> HttpResponse:
    messages.info(request, TAKEN)
    return redirect("questions:inbox")
