"""Asking: answers that may fit come first, then the form."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from athletes.models import Coach, User
from coachapp.access import public
from coachapp.http import PageRequest
from coachapp.limits import limited
from plans.pages.visitor import read_plan
from questions.actions.ask import Asker, ask
from questions.consent import shown_name
from questions.forms import AskForm, SearchForm
from questions.queries import likely_answers

NAMELESS = "A runner"  # an account without a name: its address must not stand in for one


@require_http_methods(["GET", "HEAD", "POST"])
@public("anybody may ask, without an account")
@limited("ask_question")
def ask_page(request: PageRequest) -> HttpResponse:
    if request.method == "POST":
        return _receive(request)
    words = SearchForm(request.GET).words
    likely = likely_answers(words) if words else []
    if request.htmx:
        return render(request, "questions/ask.html#likely", {"words": words, "likely": likely})
    form = AskForm(initial={"text": words}, user=_user(request)) if words else None
    return render(request, "questions/ask.html", {"words": words, "likely": likely, "form": form})


@require_POST
@public("the planner's visitor asks about the plan on the screen")
def ask_about_plan(request: PageRequest) -> HttpResponse:
    plan_request = request.POST.get("request", "")
    form = AskForm(initial={"plan_request": plan_request}, user=_user(request))
    return render(
        request, "questions/ask.html", {"form": form, "plan": read_plan(plan_request, today=timezone.localdate())}
    )


@require_safe
@public("thanks whoever asked")
def asked(request: PageRequest) -> HttpResponse:
    return render(request, "questions/asked.html")


def _receive(request: PageRequest) -> HttpResponse:
    user = _user(request)
    form = AskForm(request.POST, user=user)
    if not form.is_valid():
        plan = read_plan(request.POST.get("plan_request", ""), today=timezone.localdate())
        return render(request, "questions/ask.html", {"form": form, "plan": plan}, status=422)
    if not form.is_trap_sprung:
        said = form.cleaned_data
        ask(
            said["text"],
            topic=said["topic"],
            by=_asker(said, user),
            to=_coach_of(user),
            plan_request=said["plan_request"],
            at=timezone.now(),
        )
    return redirect("questions:asked")


def _asker(said: dict[str, str], user: User | None) -> Asker:
    name, email = (user.name or NAMELESS, user.email) if user else (said["name"], said["email"].lower())
    return Asker(name=name, email=email, user=user, shown_name=shown_name(said["publishing"], name=name))


def _coach_of(user: User | None) -> Coach | None:
    """An athlete's question goes to their own coach, everybody else's to whoever answers first."""
    return user.athlete.coach if user is not None and user.is_athlete else None


def _user(request: PageRequest) -> User | None:
    return request.user if request.user.is_authenticated else None
