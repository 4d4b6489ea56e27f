"""The coach answers: a look at it first, then it leaves, once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from athletes.models import Coach
from coachapp.access import coach_only, desk_only
from coachapp.http import UserRequest
from questions.actions.answer import AnsweredMeanwhile
from questions.actions.answer_with_plan import answer_with_plan
from questions.actions.publish import NamesAsker
from questions.forms import AnswerForm
from questions.models import Question
from questions.pages.close import pointing_to
from questions.plan_forms import AttachPlanForm
from questions.views.inbox import LONGEST_NUMBER, show_thread, thread_of
from questions.words.plan import PLAN_REFUSALS, plan_refused


@require_POST
@coach_only
def reply(request: UserRequest, question_id: int) -> HttpResponse:
    question = thread_of(request, question_id)
    form, attach = AnswerForm(request.POST), AttachPlanForm(request.POST)
    if not form.is_valid() or not _is_answered(form, question, attach, by=request.user.coach):
        return show_thread(request, question, status=422, answer_form=form)
    messages.success(request, f"{question.asker_name} has your answer." if question.is_open else "Corrected.")
    return redirect("questions:thread", question.pk)


@require_POST
@desk_only
def preview_answer(request: UserRequest, question_id: int) -> HttpResponse:
    question = thread_of(request, question_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return show_thread(request, question, status=422, answer_form=form)
    return show_thread(request, question, answer_form=form, preview=form.cleaned_data)


@require_POST
@coach_only
def send_link(request: UserRequest, question_id: int) -> HttpResponse:
    """What stands in the library already, at once and by its address."""
    question, typed = thread_of(request, question_id), request.POST.get("use", "")
    number = int(typed) if typed.isdecimal() and len(typed) < LONGEST_NUMBER else 0
    other = get_object_or_404(Question.objects.sendable_by(request.user).published(), pk=number)
    form = AnswerForm({"text": pointing_to(other, question)})
    if not form.is_valid() or not _is_answered(form, question, AttachPlanForm({}), by=request.user.coach):
        return show_thread(request, question, status=422, answer_form=form)
    messages.success(request, f"{question.asker_name} has the link.")
    return redirect("questions:thread", question.pk)


def _is_answered(form: AnswerForm, question: Question, attach: AttachPlanForm, *, by: Coach) -> bool:
    """False with the reason on the form."""
    try:
        answer_with_plan(question, by=by, at=timezone.now(), attached=attach.attached, **form.cleaned_data)
    except PLAN_REFUSALS as refused:
        form.add_error(None, plan_refused(refused))
    except AnsweredMeanwhile:
        form.add_error(None, "Another coach has just answered this one. Keep your words, if you need them, elsewhere.")
    except NamesAsker as found:
        form.add_error("text", f"Everybody reads this, and “{found.word}” was not agreed to.")
    return not form.errors
