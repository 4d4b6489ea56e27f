"""The coach's inbox: who waits, and one thread."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from coachapp.access import desk_only
from coachapp.http import UserRequest
from plans.pages.visitor import read_plan
from questions.actions.draft import keep_answer
from questions.forms import AnswerForm, answer_initial, public_words, publish_form_of
from questions.models import Question, QuestionQuerySet
from questions.pages.publishing import publishing_of
from questions.pages.redaction import private_lines
from questions.queries import related_answers

PER_PAGE = 30


@require_safe
@desk_only
def inbox(request: UserRequest) -> HttpResponse:
    page = Paginator(_threads(request), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "questions/inbox.html", {"page": page, "waiting": _threads(request).open().count()})


@require_safe
@desk_only
def thread(request: UserRequest, question_id: int) -> HttpResponse:
    return show_thread(request, thread_of(request, question_id))


@require_POST
@desk_only
def keep_draft(request: UserRequest, question_id: int) -> HttpResponse:
    """For the coach to send or change; who is the coach sends at once, or keeps it for later."""
    question, desk = thread_of(request, question_id), request.user.desk
    form = AnswerForm(request.POST, user=request.user)
    if desk is None or not form.is_valid():
        return show_thread(request, question, status=422, answer_form=form)
    keep_answer(question, coach=desk, by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, "Kept, and not sent." if request.user.is_coach else f"Kept for {desk}. Nothing is sent.")
    return redirect("questions:thread", question.pk)


def _threads(request: UserRequest) -> QuestionQuerySet:
    return Question.objects.for_coach(request.user).with_consent_said().in_inbox_order()


def thread_of(request: UserRequest, question_id: int) -> Question:
    threads = Question.objects.for_coach(request.user).with_answer()
    return get_object_or_404(threads, pk=question_id)


def show_thread(request: UserRequest, question: Question, *, status: int = 200, **shown: Any) -> HttpResponse:
    draft = question.answer_drafts.of_desk(request.user).select_related("by").first()
    publishing = publishing_of(question, at=timezone.now())
    context: dict[str, Any] = {
        "question": question,
        "answer_draft": draft,
        "turns": question.messages.order_by("at", "pk"),
        "answer": getattr(question, "answer", None),
        "publishing": publishing,
        "threads": _threads(request)[:PER_PAGE],
        "answer_form": AnswerForm(initial=answer_initial(question, draft), user=request.user),
        "publish_form": publish_form_of(publishing),
        "plan": read_plan(question.plan_request, today=timezone.localdate()),
        "related": related_answers(question),
        "preview": None,
        **shown,
    }
    context.setdefault("private", private_lines(question, **public_words(context["publish_form"])))
    return render(request, "questions/thread.html", context, status=status)
