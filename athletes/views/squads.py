"""A coach's squads: form, rename and dissolve them; put runners of the roster in, and take them out."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from athletes.actions.squad import SquadKnown, form_squad, keep_squad, put_into, take_out
from athletes.forms.squad import KNOWN, SquadForm
from athletes.models import Athlete, Squad
from coachapp.access import desk_only
from coachapp.http import UserRequest

NOBODY = "Tick the athletes first, then say where they go."


@desk_only
@require_GET
def list_squads(request: UserRequest) -> HttpResponse:
    return _squads_page(request)


@desk_only
@require_POST
def add_squad(request: UserRequest) -> HttpResponse:
    form = SquadForm(request.POST, instance=Squad(coach=request.user.desk))
    if not form.is_valid() or not _is_formed(form):
        return _squads_page(request, new=form, status=422)
    messages.success(request, f"{form.instance.name} is there. Tick athletes on the roster to put them in.")
    return redirect("athletes:squads")


@desk_only
@require_POST
def rename_squad(request: UserRequest, squad_id: int) -> HttpResponse:
    squad = get_object_or_404(Squad.objects.of_coach(request.user), pk=squad_id)
    before, form = squad.name, SquadForm(request.POST, instance=squad)
    if not form.is_valid() or not _is_kept(form):
        return _squads_page(request, changed=form, status=422)
    messages.success(request, f"{before} is {squad.name} now.")
    return redirect("athletes:squads")


@desk_only
@require_http_methods(["GET", "POST"])
def delete_squad(request: UserRequest, squad_id: int) -> HttpResponse:
    """GET asks, POST does it: the list of its runners could not be brought back."""
    squad = get_object_or_404(Squad.objects.of_coach(request.user).with_sizes(), pk=squad_id)
    if request.method == "GET":
        return render(request, "athletes/squad_delete.html", {"squad": squad})
    squad.delete()
    messages.success(request, f"{squad.name} is dissolved. Its athletes stay on the roster.")
    return redirect("athletes:squads")


@desk_only
@require_POST
def gather_squad(request: UserRequest) -> HttpResponse:
    """A new squad of those who are ticked on the roster."""
    athletes, form = _ticked(request), SquadForm(request.POST, instance=Squad(coach=request.user.desk))
    if not form.is_valid() or not _is_formed(form, athletes):
        messages.warning(request, " ".join(map(str, form.errors["name"])))
    else:
        messages.success(request, f"{form.instance.name} is there: {_counted(athletes)} in it.")
    return _back_to_roster(request)


@desk_only
@require_POST
def fill_squad(request: UserRequest, squad_id: int) -> HttpResponse:
    squad = get_object_or_404(Squad.objects.of_coach(request.user), pk=squad_id)
    athletes = _ticked(request)
    if athletes:
        put_into(squad, athletes)
        messages.success(request, f"{_counted(athletes)} in {squad.name} now.")
    else:
        messages.info(request, NOBODY)
    return _back_to_roster(request)


@desk_only
@require_POST
def empty_squad(request: UserRequest, squad_id: int) -> HttpResponse:
    """Those who are ticked leave the squad."""
    squad = get_object_or_404(Squad.objects.of_coach(request.user), pk=squad_id)
    athletes = _ticked(request)
    if athletes:
        take_out(squad, athletes)
        messages.success(request, f"{_counted(athletes)} out of {squad.name} now.")
    else:
        messages.info(request, NOBODY)
    return _back_to_roster(request)


def _squads_page(
    request: UserRequest, *, new: SquadForm | None = None, changed: SquadForm | None = None, status: int = 200
) -> HttpResponse:
    """Each squad with its own form; the one that was sent stands there as it was sent."""
    squads = Squad.objects.of_coach(request.user).with_sizes().in_order()
    rows = [
        (squad, changed if changed and changed.instance.pk == squad.pk else SquadForm(instance=squad))
        for squad in squads
    ]
    context: dict[str, Any] = {"rows": rows, "new": new or SquadForm(instance=Squad(coach=request.user.desk))}
    return render(request, "athletes/squads.html", context, status=status)


def _ticked(request: UserRequest) -> list[Athlete]:
    """404 as soon as one of them is nobody of this coach's: then nothing at all happens."""
    try:
        wanted = {UUID(said) for said in request.POST.getlist("athlete")}
    except ValueError as error:
        raise Http404 from error
    athletes = list(Athlete.objects.coached_by(request.user).filter(pk__in=wanted))
    if len(athletes) != len(wanted):
        raise Http404
    return athletes


def _is_formed(form: SquadForm, athletes: list[Athlete] | None = None) -> bool:
    """False with the reason on the form."""
    try:
        form_squad(form.instance, athletes or [])
    except SquadKnown:
        form.add_error("name", KNOWN)
    return not form.errors


def _is_kept(form: SquadForm) -> bool:
    """False with the reason on the form."""
    try:
        keep_squad(form.instance)
    except SquadKnown:
        form.add_error("name", KNOWN)
    return not form.errors


def _counted(athletes: list[Athlete]) -> str:
    return "1 athlete is" if len(athletes) == 1 else f"{len(athletes)} athletes are"


def _back_to_roster(request: UserRequest) -> HttpResponse:
    """To the same rows. What the page sent along is read as a query and written anew, so it leads nowhere else."""
    query = QueryDict(request.POST.get("query", "")[:1000])
    return redirect(f"{reverse('athletes:roster')}?{query.urlencode()}" if query else "athletes:roster")
