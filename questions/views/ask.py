"""Asking: answers that may fit come first, then the form."""

from time import time
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from athletes.models import Coach, User
from coachapp.access import public
from coachapp.http import PageRequest
from coachapp.limits import is_within, limited, seconds_to_wait
from plans.pages.visitor import VisitorPlan, read_plan
from questions.actions.ask import Asker, ask
from questions.consent import shown_name
from questions.forms import LONGEST_TEXT, AskForm, SearchForm
from questions.queries import likely_answers
from questions.words.waiting import wait_words

NAMELESS = "A runner"  # an account without a name: its address must not stand in for one


@require_http_methods(["GET", "HEAD", "POST"])
@public("anybody may ask, without an account")
def ask_page(request: PageRequest) -> HttpResponse:
    if request.method == "POST":
        return _receive(request)
    words = SearchForm(request.GET).words
    shown: dict[str, Any] = {"words": words, "likely": likely_answers(words) if words else []}
    if request.htmx:
        return render(request, "questions/likely.html", shown)
    form = AskForm(initial={"text": words}, user=_user(request)) if words else None
    return _show(request, form, **shown)


@require_POST
@public("answers that may fit, while somebody writes")
@limited("ask_likely")
def likely(request: PageRequest) -> HttpResponse:
    """By POST, so that a question stands in no address and no log."""
    text = request.POST.get("text", "")[:LONGEST_TEXT].replace("\0", "").strip()
    return render(
        request, "questions/likely.html", {"words": text, "likely": likely_answers(text) if text else []}
    )  # fmt: skip


@require_POST
@public("the planner's visitor asks about the plan on the screen")
def ask_about_plan(request: PageRequest) -> HttpResponse:
    plan_request = request.POST.get("request", "")
    form = AskForm(initial={"plan_request": plan_request}, user=_user(request))
    return _show(request, form, plan=_plan(plan_request))


@require_safe
@public("thanks whoever asked")
def asked(request: PageRequest) -> HttpResponse:
    return render(request, "questions/asked.html")


def _receive(request: PageRequest) -> HttpResponse:
    """Nothing that was typed is lost, whatever is in the way."""
    user = _user(request)
    form = AskForm(request.POST, user=user)
    if not is_within(request, "ask_question"):
        return _wait(request, form, "ask_question")
    plan = _plan(request.POST.get("plan_request", ""))
    found = likely_answers(form.typed)
    if not form.is_valid():
        return _show(request, form, status=422, plan=plan, likely=found)
    said = form.cleaned_data
    if form.is_trap_sprung:
        return redirect("questions:asked")
    if found and not said["seen"]:  # written without scripts, on a page that could not look anything up
        return _show(request, form, plan=plan, likely=found, is_first_look=True)
    by = _asker(said, user)
    if not is_within(request, "ask_question_from", key=by.email):
        return _wait(request, form, "ask_question_from", key=by.email)
    ask(said["text"], topic=said["topic"], by=by, to=_coach_of(user), plan_request=said["plan_request"], at=timezone.now())  # fmt: skip
    return redirect("questions:asked")


def _wait(request: PageRequest, form: AskForm, action: str, *, key: str | None = None) -> HttpResponse:
    """Too many from one place, or from one address: when to try again."""
    seconds = seconds_to_wait(request, action, now=time(), key=key)
    response = _show(request, form, status=429, wait=wait_words(seconds), plan=_plan(request.POST.get("plan_request", "")))  # fmt: skip
    response["Retry-After"] = str(max(1, seconds))
    return response


def _plan(carried: str) -> VisitorPlan | None:
    return read_plan(carried, today=timezone.localdate())


def _show(request: PageRequest, form: AskForm | None, *, status: int = 200, **shown: Any) -> HttpResponse:
    context = {"form": form, "ask_address": settings.ASK_ADDRESS, **shown}
    return render(request, "questions/ask.html", context, status=status)


def _asker(said: dict[str, str], user: User | None) -> Asker:
    name, email = (user.name or NAMELESS, user.email) if user else (said["name"], said["email"].lower())
    return Asker(name=name, email=email, user=user, shown_name=shown_name(said["publishing"], name=name))


def _coach_of(user: User | None) -> Coach | None:
    """An athlete's question goes to their own coach, everybody else's to whoever answers first."""
    return user.athlete.coach if user is not None and user.is_athlete else None


def _user(request: PageRequest) -> User | None:
    return request.user if request.user.is_authenticated else None
