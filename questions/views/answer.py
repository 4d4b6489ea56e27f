"""The coach answers: a look at it first, then it leaves, once."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from athletes.models import Coach
from coachapp.access import coach_only, desk_only
from coachapp.http import UserRequest
from questions.actions.answer import AnsweredMeanwhile, answer
from questions.forms import AnswerForm
from questions.models import Question
from questions.views.inbox import show_thread, thread_of


@require_POST
@coach_only
def reply(request: UserRequest, question_id: int) -> HttpResponse:
    question = thread_of(request, question_id)
    form = AnswerForm(request.POST, user=request.user)
    if not form.is_valid() or not _is_answered(form, question, by=request.user.coach):
        return show_thread(request, question, status=422, answer_form=form)
    messages.success(request, _told(question))
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


def _told(question: Question) -> str:
    """Said of the question as it was before."""
    if question.is_published:
        return "Corrected here. The library shows the earlier text until you publish the new one."
    return f"{question.asker_name} has your answer." if not hasattr(question, "answer") else "Corrected."


def _is_answered(form: AnswerForm, question: Question, *, by: Coach) -> bool:
    """False with the reason on the form."""
    try:
        answer(question, by=by, at=timezone.now(), **form.cleaned_data)
    except AnsweredMeanwhile:
        form.add_error(None, "Another coach has just answered this one. Keep your words, if you need them, elsewhere.")
    return not form.errors
