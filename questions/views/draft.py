"""An answer in the making: kept while it is written, and never over words that somebody else has written since."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from athletes.desk import desk_of
from coachapp.access import desk_only
from coachapp.http import UserRequest
from questions.actions.draft import DraftedMeanwhile, keep_answer, mark_of
from questions.forms import AnswerForm, DraftForm
from questions.models import AnswerDraft, Question
from questions.views.inbox import show_thread, thread_of


@require_POST
@desk_only
def keep_draft(request: UserRequest, question_id: int) -> HttpResponse:
    """By the button: for the coach to send or change; who is the coach sends at once, or keeps it for later."""
    question, form = thread_of(request, question_id), AnswerForm(request.POST)
    if not form.is_valid():
        return show_thread(request, question, status=422, answer_form=form)
    try:
        _keep(request, question, DraftForm(request.POST))
    except DraftedMeanwhile as meanwhile:
        return show_thread(request, question, status=409, answer_form=form, meanwhile=meanwhile, seen=_seen(request))
    desk = desk_of(request.user)
    messages.success(request, "Kept, and not sent." if request.user.is_coach else f"Kept for {desk}. Nothing is sent.")
    return redirect("questions:thread", question.pk)


@require_POST
@desk_only
def save_draft(request: UserRequest, question_id: int) -> HttpResponse:
    """By itself, while somebody writes. What cannot be read yet is told and stays in the editor."""
    question, form = thread_of(request, question_id), DraftForm(request.POST)
    try:
        draft = _keep(request, question, form)
    except DraftedMeanwhile as meanwhile:
        said = {"question": question, "meanwhile": meanwhile, "seen": _seen(request)}
        return render(request, "questions/parts/draft_state.html", said)
    said = {"question": question, "draft_mark": mark_of(draft), "saved": draft, "unreadable": form.unreadable}
    return render(request, "questions/parts/draft_state.html", said)


def _keep(request: UserRequest, question: Question, form: DraftForm) -> AnswerDraft | None:
    """Raises DraftedMeanwhile."""
    return keep_answer(
        question,
        coach=desk_of(request.user),
        by=request.user,
        at=timezone.now(),
        seen=_seen(request),
        **form.readable,
    )


def _seen(request: UserRequest) -> str | None:
    """The draft that the writer began from; `over` where they were shown a newer one and chose their own words."""
    return request.POST.get("over", request.POST.get("seen"))
