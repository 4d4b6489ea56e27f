"""The coach answers: a look at it first, then it leaves, once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from athletes.models import Coach
from coachapp.access import coach_only, desk_only
from coachapp.http import UserRequest
from questions.actions.answer import AnsweredMeanwhile, answer
from questions.actions.publish import NamesAsker
from questions.forms import AnswerForm
from questions.models import Question
from questions.views.inbox import show_thread, thread_of


@require_POST
@coach_only
def reply(request: UserRequest, question_id: int) -> HttpResponse:
    question = thread_of(request, question_id)
    form = AnswerForm(request.POST)
    if not form.is_valid() or not _is_answered(form, question, by=request.user.coach):
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


def _is_answered(form: AnswerForm, question: Question, *, by: Coach) -> bool:
    """False with the reason on the form."""
    try:
        answer(question, by=by, at=timezone.now(), **form.cleaned_data)
    except AnsweredMeanwhile:
        form.add_error(None, "Another coach has just answered this one. Keep your words, if you need them, elsewhere.")
    except NamesAsker as found:
        form.add_error("text", f"Everybody reads this, and “{found.word}” was not agreed to.")
    return not form.errors
