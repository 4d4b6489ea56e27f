"""The coach's inbox: who waits, and one thread."""

from typing import Any, Final

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from coachapp.access import desk_only
from coachapp.http import UserRequest
from plans.pages.visitor import read_plan
from questions import safety
from questions.actions.draft import mark_of
from questions.forms import (
    AgainForm,
    AnswerForm,
    DeclineForm,
    InboxForm,
    answer_initial,
    public_words,
    publish_form_of,
    published_initial,
)
from questions.models import Question
from questions.pages.inbox import after, in_tab, oldest, rows_of, tab_of, tabs
from questions.pages.plan_from import plan_from
from questions.pages.publishing import publishing_of
from questions.pages.redaction import private_lines
from questions.pages.thread import thread_page

PER_PAGE: Final = 30
LONGEST_NUMBER: Final = 12  # digits


@require_safe
@desk_only
def inbox(request: UserRequest) -> HttpResponse:
    now, asked = timezone.now(), InboxForm(request.GET)
    threads = Question.objects.for_coach(request.user)
    found = threads.holding(asked.words) if asked.words else threads
    page = Paginator(in_tab(found, asked.tab_name, at=now), PER_PAGE).get_page(request.GET.get("page"))
    rows = rows_of(page, request.user, at=now)
    query = asked.query
    context = {
        "page": page,
        "rows": rows,
        "tabs": tabs(threads, request.user, at=now),
        "tab": asked.tab_name,
        "words": asked.words,
        "oldest": oldest(rows) if page.number == 1 and not asked.words else "",
        "query": f"{query}&" if query else "",
        "back": f"{query}&page={page.number}",
    }
    return render(request, "questions/inbox.html", context)


@require_safe
@desk_only
def thread(request: UserRequest, question_id: int) -> HttpResponse:
    """A question that was merged leads to the thread that tells it. Looking changes nothing: see `triage.see`."""
    question = thread_of(request, question_id)
    if question.pk != question_id:
        return redirect("questions:thread", question.pk)
    return show_thread(request, question)


def thread_of(request: UserRequest, question_id: int) -> Question:
    threads = Question.objects.for_coach(request.user).with_answer()
    return get_object_or_404(threads.telling(question_id))


def show_thread(request: UserRequest, question: Question, *, status: int = 200, **shown: Any) -> HttpResponse:
    now = timezone.now()
    draft = question.answer_drafts.of_desk(request.user).select_related("by").first()
    tab = tab_of(question, at=now)
    beside = in_tab(Question.objects.for_coach(request.user), tab, at=now)[:PER_PAGE]
    rows = rows_of(beside, request.user, at=now)
    publishing = publishing_of(question, at=now)
    context: dict[str, Any] = {
        "question": question,
        "page": thread_page(question, reader=request.user, at=now),
        "answer_draft": draft,
        "draft_mark": mark_of(draft),
        "answer": getattr(question, "answer", None),
        "publishing": publishing,
        "tab": tab,
        "rows": rows,
        "then": after(rows, question),
        "answer_form": AnswerForm(initial=_begun(request, answer_initial(question, draft)), user=request.user),
        "again_form": AgainForm(),
        "publish_form": publish_form_of(publishing),
        "decline_form": DeclineForm(),
        "plan": read_plan(question.plan_request, today=timezone.localdate()),
        "plan_from": plan_from(question, request.user, at=now),
        "preview": None,
        **shown,
    }
    context.setdefault("private", private_lines(question, **public_words(context["publish_form"])))
    return render(request, "questions/thread.html", context, status=status)


def _begun(request: UserRequest, initial: dict[str, Any]) -> dict[str, Any]:
    """With what the address asks for before or behind the coach's own words: `begin` a first sentence, `use` an answer."""
    sign = safety.sign_named(request.GET.get("begin", ""))
    if sign:
        initial = initial | {"text": _joined(sign.opening, initial.get("text", ""))}
    use = request.GET.get("use", "")
    number = int(use) if use.isdecimal() and len(use) < LONGEST_NUMBER else 0
    sendable = Question.objects.sendable_by(request.user).with_answer().select_related("edition")
    other = sendable.filter(pk=number).first() if number else None
    if other is None:
        return initial
    is_own = other.answer.by == request.user.desk
    theirs = answer_initial(other, None) if is_own else published_initial(other)
    own = {name: value for name, value in initial.items() if value}
    return theirs | own | {"text": _joined(initial.get("text", ""), theirs["text"])}


def _joined(first: str, then: str) -> str:
    return "\n\n".join(text for text in (first, then) if text)
