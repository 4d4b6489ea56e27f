"""The coach answers: a look at it first, then it leaves, once."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from athletes.models import Coach
from coachapp.access import coach_only, desk_only
from coachapp.http import UserRequest
from questions.actions.answer import AnsweredBefore, AnsweredMeanwhile, write_again
from questions.actions.answer_with_plan import answer_with_plan
from questions.forms import AgainForm, AnswerForm
from questions.models import Question
from questions.pages.close import pointing_to
from questions.plan_forms import AttachPlanForm
from questions.views.inbox import LONGEST_NUMBER, show_thread, thread_of
from questions.words.plan import PLAN_REFUSALS, plan_refused

NO_ADDRESS: Final = "It stands in the thread. No address is known, so nobody was written to."
BEFORE: Final = (
    "This question was answered after you had opened the page. Nothing was sent now. Your words stand below: to save them"
    " corrects that answer, and no second mail leaves."
)
MEANWHILE: Final = "Another coach has just answered this one. Keep your words, if you need them, elsewhere."


@require_POST
@coach_only
def reply(request: UserRequest, question_id: int) -> HttpResponse:
    question = thread_of(request, question_id)
    form, attach = AnswerForm(request.POST, user=request.user), AttachPlanForm(request.POST)
    corrects = bool(request.POST.get("corrects"))
    if not form.is_valid() or not _is_answered(form, question, attach, by=request.user.coach, corrects=corrects):
        return show_thread(request, question, status=422, answer_form=form)
    messages.success(request, _told(question))
    return redirect("questions:thread", question.pk)


@require_POST
@coach_only
def reply_again(request: UserRequest, question_id: int) -> HttpResponse:
    """Who wrote once more after the answer gets one more word."""
    question = thread_of(request, question_id)
    if not hasattr(question, "answer"):
        raise Http404
    form = AgainForm(request.POST)
    if form.is_valid():
        try:
            write_again(question, by=request.user.coach, text=form.cleaned_data["words"], at=timezone.now())
        except AnsweredMeanwhile:
            form.add_error(None, MEANWHILE)
    if form.errors:
        return show_thread(request, question, status=422, again_form=form)
    messages.success(request, f"{question.asker_name} has your reply." if question.can_be_asked else NO_ADDRESS)
    return redirect("questions:thread", question.pk)


@require_POST
@desk_only
def preview_answer(request: UserRequest, question_id: int) -> HttpResponse:
    """How it will read; while somebody types it comes by itself, and a form that is not whole yet is no fault."""
    question = thread_of(request, question_id)
    form = AnswerForm(request.POST, user=request.user)
    is_whole = form.is_valid()
    if request.htmx:
        return render(request, "questions/answer_preview.html", {"preview": form.cleaned_data, "form": form})
    if not is_whole:
        return show_thread(request, question, status=422, answer_form=form)
    return show_thread(request, question, answer_form=form, preview=form.cleaned_data)


@require_POST
@coach_only
def send_link(request: UserRequest, question_id: int) -> HttpResponse:
    """What stands in the library already, at once and by its address."""
    question, typed = thread_of(request, question_id), request.POST.get("use", "")
    number = int(typed) if typed.isdecimal() and len(typed) < LONGEST_NUMBER else 0
    other = get_object_or_404(Question.objects.sendable_by(request.user).published(), pk=number)
    form = AnswerForm({"text": pointing_to(other, question)}, user=request.user)
    if not form.is_valid() or not _is_answered(form, question, AttachPlanForm({}), by=request.user.coach):
        return show_thread(request, question, status=422, answer_form=form)
    messages.success(request, f"{question.asker_name} has the link.")
    return redirect("questions:thread", question.pk)


def _told(question: Question) -> str:
    """Said of the question as it was before."""
    if question.is_published:
        return "Corrected here. The library shows the earlier text until you publish the new one."
    if hasattr(question, "answer"):
        return "Corrected."
    return f"{question.asker_name} has your answer." if question.can_be_asked else NO_ADDRESS


def _is_answered(
    form: AnswerForm, question: Question, attach: AttachPlanForm, *, by: Coach, corrects: bool = False
) -> bool:
    """False with the reason on the form."""
    said = form.cleaned_data | {"corrects": corrects}
    try:
        answer_with_plan(question, by=by, at=timezone.now(), attached=attach.attached, **said)
    except PLAN_REFUSALS as refused:
        form.add_error(None, plan_refused(refused))
    except AnsweredMeanwhile:
        form.add_error(None, MEANWHILE)
    except AnsweredBefore:
        form.add_error(None, BEFORE)
    return not form.errors
