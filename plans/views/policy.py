"""A coach's own rules: every one with its figure, whom a change would touch, and the versions. Only `save` and `undo` store."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from athletes.models import Coach
from coachapp.access import coach_only
from coachapp.http import UserRequest
from plans.actions.policy import PolicyChangedMeanwhile, save_policy, take_back
from plans.actions.touch import whom_it_touches
from plans.coach_rules import policy_from
from plans.engine.policy.override import changes_of
from plans.forms.policy import PolicyForm, ProposalForm
from plans.models import CoachPolicy
from plans.pages.policy import EVERYTHING, Search, differences, history, policy_page, touched_line

Json = dict[str, Any]

SHOWN_VERSIONS = 30


@coach_only
@require_GET
def policy(request: UserRequest) -> HttpResponse:
    words = request.GET.get("q", "").replace("\0", "").strip()[:80]
    search = Search(words, is_mine=request.GET.get("mine") == "on")
    newest = request.user.coach.policies.in_force()
    return _page(request, newest, _form(newest), search=search)


@coach_only
@require_POST
def policy_preview(request: UserRequest) -> HttpResponse:
    """Whom these rules would touch. Nothing is stored."""
    coach = request.user.coach
    newest = coach.policies.in_force()
    form = _form(newest, request.POST)
    if not form.is_valid():
        return _page(request, newest, form, status=422)
    return _proposed(request, coach, form.changes(), seen=form.cleaned_data["seen"])


@coach_only
@require_POST
def policy_reset(request: UserRequest, name: str) -> HttpResponse:
    """What stands in the form, with one setting as usual: looked at like every change."""
    coach = request.user.coach
    newest = coach.policies.in_force()
    form = _form(newest, request.POST.dict() | {name: ""})
    if not form.is_valid():
        return _page(request, newest, form, status=422)
    return _proposed(request, coach, form.changes(), seen=form.cleaned_data["seen"])


@coach_only
@require_POST
def policy_reset_all(request: UserRequest) -> HttpResponse:
    coach = request.user.coach
    return _proposed(request, coach, {}, seen=_number(coach.policies.in_force()))


@coach_only
@require_POST
def policy_again(request: UserRequest) -> HttpResponse:
    """The preview of changes that a page carries: after somebody else's, or back from the plans."""
    form = ProposalForm(request.POST)
    if not form.is_valid():
        return _refused(request, form)
    return _proposed(request, request.user.coach, form.cleaned_data["changes"], seen=form.cleaned_data["seen"])


@coach_only
@require_POST
def policy_back_to(request: UserRequest, number: int) -> HttpResponse:
    """An earlier version's rules, looked at before they are in force again as a new one."""
    coach = request.user.coach
    version = coach.policies.numbered(number)
    if version is None:
        raise Http404
    newest = coach.policies.in_force()
    return _proposed(request, coach, changes_of(policy_from(version.changes)), seen=_number(newest))


@coach_only
@require_POST
def policy_save(request: UserRequest) -> HttpResponse:
    coach, form = request.user.coach, ProposalForm(request.POST)
    if not form.is_valid():
        return _refused(request, form)
    changes, seen = form.cleaned_data["changes"], form.cleaned_data["seen"]
    try:
        version = save_policy(coach, changes=changes, seen=seen, by=request.user, at=timezone.now())
    except PolicyChangedMeanwhile:
        return _meanwhile(request, coach, changes, seen=seen)
    if version and version.number != seen:
        undo = reverse("plans:policy_undo", args=[version.number])
        messages.success(request, f"Saved as version {version.number} of your rules.", extra_tags=f"undo:{undo}")
    return redirect("plans:policy")


@coach_only
@require_POST
def policy_undo(request: UserRequest, number: int) -> HttpResponse:
    coach = request.user.coach
    if coach.policies.numbered(number) is None:
        raise Http404
    try:
        take_back(coach, number=number, by=request.user, at=timezone.now())
    except PolicyChangedMeanwhile:
        messages.info(request, "Your rules were changed again meanwhile. Here they are, with all versions below.")
    else:
        messages.success(request, "Taken back: the rules before are in force again.")
    return redirect("plans:policy")


def _proposed(request: UserRequest, coach: Coach, changes: Json, *, seen: int) -> HttpResponse:
    newest = coach.policies.in_force()
    if _number(newest) != seen:
        return _meanwhile(request, coach, changes, seen=seen)
    touch = whom_it_touches(coach, changes=changes, at=timezone.now())
    context = {
        "changed": differences(newest.changes if newest else {}, changes),
        "touch": touch,
        "lines": [touched_line(one.off_season, one.before, one.after) for one in touch.touched],
        "form": _proposal(changes, seen),
    }
    return render(request, "plans/policy_touch.html", context)


def _meanwhile(request: UserRequest, coach: Coach, changes: Json, *, seen: int) -> HttpResponse:
    """Other rules are in force than the page was made from: both figures, and one's own changes on top of theirs."""
    newest, base = coach.policies.in_force(), coach.policies.numbered(seen)
    theirs, before = (version.changes if version else {} for version in (newest, base))
    mine = {name: changes.get(name) for name in changes.keys() | before.keys() if changes.get(name) != before.get(name)}
    merged = {name: value for name, value in (theirs | mine).items() if value is not None}
    context = {
        "newest": newest,
        "rows": differences(theirs, changes),
        "form": _proposal(merged, _number(newest)),
    }
    return render(request, "plans/policy_meanwhile.html", context, status=409)


def _page(
    request: UserRequest,
    newest: CoachPolicy | None,
    form: PolicyForm,
    *,
    search: Search = EVERYTHING,
    status: int = 200,
) -> HttpResponse:
    errors: Mapping[str, Sequence[str]] = {name: [str(error) for error in found] for name, found in form.errors.items()}
    versions = list(request.user.coach.policies.with_author().newest_first()[: SHOWN_VERSIONS + 1])
    context = {
        "page": policy_page(form.values(), errors, present=form.present, search=search),
        "form": form,
        "search": search,
        "newest": newest,
        "versions": history(versions)[:SHOWN_VERSIONS],
    }
    return render(request, "plans/policy.html", context, status=status)


def _refused(request: UserRequest, form: ProposalForm) -> HttpResponse:
    """Only a hand-made form comes here: the page's own was judged before."""
    context = {"wrong": [str(error) for errors in form.errors.values() for error in errors]}
    return render(request, "plans/policy_refused.html", context, status=422)


def _form(newest: CoachPolicy | None, payload: Any = None) -> PolicyForm:
    return PolicyForm(payload, present=newest.changes if newest else {}, number=_number(newest))


def _proposal(changes: Json, seen: int) -> ProposalForm:
    return ProposalForm(initial={"changes": json.dumps(changes, separators=(",", ":")), "seen": seen})


def _number(version: CoachPolicy | None) -> int:
    return version.number if version else 0
