"""A coach's spreadsheet comes in: choose a file, look at what was read, then import it."""

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from athletes.actions.bring_in import Told
from athletes.desk import desk_of
from athletes.forms.spreadsheet import SpreadsheetForm
from athletes.imports.columns import Kind
from athletes.imports.table import Unreadable
from athletes.imports.writing import BOM, csv_lines
from athletes.models import Squad
from athletes.views.import_kinds import WAYS
from athletes.views.import_preview import OVER, brought_back, carried, done_words, preview_context
from coachapp.access import desk_only
from coachapp.http import UserRequest
from coachapp.uploads import is_too_large


@desk_only
@require_http_methods(["GET", "POST"])
def import_file(request: UserRequest) -> HttpResponse:
    if request.method == "GET":
        return _choose(request, SpreadsheetForm(initial=_usual(request)))
    form = SpreadsheetForm(request.POST, request.FILES, is_too_large=is_too_large(request))
    if not form.is_valid():
        return _choose(request, form, status=422)
    try:
        return _preview(request, form.cleaned_data)
    except Unreadable as reason:
        form.refuse(reason)
        return _choose(request, form, status=422)


@desk_only
@require_POST
def run_import(request: UserRequest) -> HttpResponse:
    try:
        said = brought_back(request, salt=_salt(request))
        way, told = WAYS[said["kind"]], _told(request, said)
        reading = way.kind.read(said["text"], unit=told.unit, today=told.today)
    except (signing.BadSignature, Unreadable):  # unreadable: what it may hold has changed since the preview
        messages.warning(request, OVER)
        return redirect("athletes:import")
    messages.success(request, done_words(way, way.bring_in(reading, told)))
    return redirect(f"{reverse('athletes:roster')}?sort=newest")


@desk_only
@require_GET
def import_template(request: UserRequest, kind: str) -> HttpResponse:  # noqa: ARG001 -- a view's signature
    if kind not in WAYS:
        raise Http404
    return template_file(WAYS[kind].kind)


def template_file(kind: Kind[Any]) -> HttpResponse:
    answer = HttpResponse(BOM + csv_lines(kind.template()), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{kind.name}.csv"'
    return answer


def _choose(request: UserRequest, form: SpreadsheetForm, *, status: int = 200) -> HttpResponse:
    squads = Squad.objects.of_coach(request.user).in_order()
    context = {"form": form, "kinds": [way.kind for way in WAYS.values()], "squads": squads}
    return render(request, "athletes/import.html", context, status=status)


def _preview(request: UserRequest, said: dict[str, Any]) -> HttpResponse:
    """Raises Unreadable."""
    way, told = WAYS[said["kind"]], _told(request, said)
    reading = way.kind.read(said["text"], unit=told.unit, today=told.today)
    context = preview_context(way, reading, way.weigh(reading, told), unit=told.unit) | {
        "squad": told.squad if said["kind"] == "athletes" else "",
        "carried": carried(said, "kind", "text", "unit", "squad", salt=_salt(request)),
        "choose_url": f"{reverse('athletes:import')}?kind={said['kind']}",
        "run_url": reverse("athletes:import_run"),
    }
    return render(request, "athletes/import_preview.html", context)


def _salt(request: UserRequest) -> str:
    return f"athletes.import.{request.user.pk}"


def _told(request: UserRequest, said: dict[str, Any]) -> Told:
    user, now = request.user, timezone.now()
    return Told(coach=desk_of(user), at=now, today=user.today(now), unit=said["unit"], squad=said["squad"])


def _usual(request: UserRequest) -> dict[str, str]:
    kind = request.GET.get("kind", "athletes")
    return {"kind": kind if kind in WAYS else "athletes", "unit": "mi" if request.user.unit == "mi" else "km"}
