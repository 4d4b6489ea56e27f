"""The coach's inbox: who waits, one thread, the answer, and what becomes public."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from athletes.models import Coach
from coachapp.access import coach_only, desk_only
from coachapp.http import UserRequest
from plans.pages.visitor import read_plan
from questions.actions.answer import AnsweredMeanwhile
from questions.actions.answer_with_plan import answer_with_plan
from questions.actions.draft import keep_answer
from questions.actions.publish import AddressTaken, NamesAsker, NeedsRewriting, NotAnswered, publish, unpublish
from questions.forms import AnswerForm, PublishForm, answer_initial, publish_initial
from questions.models import Question, QuestionQuerySet
from questions.pages.plan_from import plan_from
from questions.plan_forms import AttachPlanForm
from questions.queries import related_answers
from questions.words.plan import PLAN_REFUSALS, plan_refused

PER_PAGE = 30


@require_safe
@desk_only
def inbox(request: UserRequest) -> HttpResponse:
    page = Paginator(_threads(request), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "questions/inbox.html", {"page": page, "waiting": _threads(request).open().count()})


@require_safe
@desk_only
def thread(request: UserRequest, question_id: int) -> HttpResponse:
    return _show(request, _thread(request, question_id))


@require_POST
@coach_only
def reply(request: UserRequest, question_id: int) -> HttpResponse:
    question = _thread(request, question_id)
    form, attach = AnswerForm(request.POST), AttachPlanForm(request.POST)
    if not form.is_valid() or not _is_answered(form, question, attach, by=request.user.coach):
        return _show(request, question, status=422, answer_form=form)
    messages.success(request, f"{question.asker_name} has your answer." if question.is_open else "Corrected.")
    return redirect("questions:thread", question.pk)


@require_POST
@desk_only
def preview_answer(request: UserRequest, question_id: int) -> HttpResponse:
    question = _thread(request, question_id)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _show(request, question, status=422, answer_form=form)
    return _show(request, question, answer_form=form, preview=form.cleaned_data)


@require_POST
@desk_only
def keep_draft(request: UserRequest, question_id: int) -> HttpResponse:
    """For the coach to send or change; who is the coach sends at once, or keeps it for later."""
    question, desk = _thread(request, question_id), request.user.desk
    form = AnswerForm(request.POST)
    if desk is None or not form.is_valid():
        return _show(request, question, status=422, answer_form=form)
    keep_answer(question, coach=desk, by=request.user, at=timezone.now(), **form.cleaned_data)
    messages.success(request, "Kept, and not sent." if request.user.is_coach else f"Kept for {desk}. Nothing is sent.")
    return redirect("questions:thread", question.pk)


@require_POST
@coach_only
def publish_answer(request: UserRequest, question_id: int) -> HttpResponse:
    question = _thread(request, question_id)
    form = PublishForm(request.POST, instance=_thread(request, question_id))
    if not form.is_valid() or not _is_published(form, question):
        return _show(request, question, status=422, publish_form=form)
    messages.success(request, "It stands in the library now.")
    return redirect("questions:thread", question.pk)


@require_POST
@coach_only
def unpublish_answer(request: UserRequest, question_id: int) -> HttpResponse:
    question = _thread(request, question_id)
    unpublish(question)
    messages.success(request, "Taken out of the library. Publish brings it back, at the same address.")
    return redirect("questions:thread", question.pk)


def _threads(request: UserRequest) -> QuestionQuerySet:
    return Question.objects.for_coach(request.user).in_inbox_order()


def _thread(request: UserRequest, question_id: int) -> Question:
    threads = Question.objects.for_coach(request.user).with_answer()
    return get_object_or_404(threads, pk=question_id)


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


def _is_published(form: PublishForm, question: Question) -> bool:
    """False with the reason on the field that has to change."""
    wanted = {"is_rewritten": False, **form.cleaned_data}
    try:
        publish(question, at=timezone.now(), **wanted)
    except NotAnswered:
        form.add_error(None, "Answer first, then publish.")
    except NeedsRewriting:
        form.add_error(None, "They did not agree to publishing. Put title and question in your own words, and say so.")
    except NamesAsker as found:
        form.add_error(None, f"“{found.word}” may not stand there: look at the title, the question and your answer.")
    except AddressTaken:
        form.add_error("slug", "Another answer has this address.")
    return not form.errors


def _show(request: UserRequest, question: Question, *, status: int = 200, **shown: Any) -> HttpResponse:
    draft = question.answer_drafts.of_desk(request.user).select_related("by").first()
    context = {
        "question": question,
        "answer_draft": draft,
        "turns": question.messages.order_by("at", "pk"),
        "answer": getattr(question, "answer", None),
        "consent": question.latest_consent(),
        "threads": _threads(request)[:PER_PAGE],
        "answer_form": AnswerForm(initial=answer_initial(question, draft)),
        "publish_form": PublishForm(instance=question, initial=publish_initial(question)),
        "plan": read_plan(question.plan_request, today=timezone.localdate()),
        "related": related_answers(question),
        "plan_from": plan_from(question, request.user, at=timezone.now()),
        "preview": None,
        **shown,
    }
    return render(request, "questions/thread.html", context, status=status)
