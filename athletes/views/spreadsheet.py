"""A coach's spreadsheet comes in: choose a file, look at what was read, then import it.

Between the look and the import the text travels in the page, signed for this coach: nothing is stored before it is told to,
and a preview that is older than a day is over.
"""

from datetime import timedelta
from typing import Any, Final

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from athletes.actions.bring_in import Told, Weighed
from athletes.desk import desk_of
from athletes.forms.spreadsheet import SpreadsheetForm
from athletes.imports.table import Unreadable
from athletes.imports.writing import BOM, csv_lines
from athletes.models import Squad
from athletes.views.import_kinds import WAYS, Way
from coachapp.access import desk_only
from coachapp.http import UserRequest
from coachapp.uploads import is_too_large

PREVIEW_LIFE: Final = timedelta(days=1)
MOST_CARRIED: Final = 900_000  # a form may have a million bytes
SHOWN: Final = 10
LISTED: Final = 50
OVER: Final = "This preview is over. Choose the file once more: nothing of it was stored."


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
        said = signing.loads(request.POST.get("carried", ""), salt=_salt(request), max_age=PREVIEW_LIFE)
        way, told = WAYS[said["kind"]], _told(request, said)
        reading = way.kind.read(said["text"], unit=told.unit, today=told.today)
    except (signing.BadSignature, Unreadable):  # unreadable: what it may hold has changed since the preview
        messages.warning(request, OVER)
        return redirect("athletes:import")
    messages.success(request, _done(way, way.bring_in(reading, told)))
    return redirect(f"{reverse('athletes:roster')}?sort=newest")


@desk_only
@require_GET
def import_template(request: UserRequest, kind: str) -> HttpResponse:  # noqa: ARG001 -- a view's signature
    if kind not in WAYS:
        raise Http404
    answer = HttpResponse(BOM + csv_lines(WAYS[kind].kind.template()), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{kind}.csv"'
    return answer


def _choose(request: UserRequest, form: SpreadsheetForm, *, status: int = 200) -> HttpResponse:
    squads = Squad.objects.of_coach(request.user).in_order()
    context = {"form": form, "kinds": [way.kind for way in WAYS.values()], "squads": squads}
    return render(request, "athletes/import.html", context, status=status)


def _preview(request: UserRequest, said: dict[str, Any]) -> HttpResponse:
    """Raises Unreadable."""
    way, told = WAYS[said["kind"]], _told(request, said)
    reading = way.kind.read(said["text"], unit=told.unit, today=told.today)
    weighed = way.weigh(reading, told)
    context = {
        "way": way,
        "fresh": way.counted(len(weighed.fresh)),
        "weighed": weighed,
        "rows": [(line.line, way.cells(line, row, told.unit)) for line, row in weighed.fresh[:SHOWN]],
        "known": weighed.known[:LISTED],
        "bad": weighed.bad[:LISTED],
        "left_aside": reading.left_aside,
        "squad": told.squad if said["kind"] == "athletes" else "",
        "carried": _carried(request, said),
    }
    return render(request, "athletes/import_preview.html", context)


def _carried(request: UserRequest, said: dict[str, Any]) -> str:
    """Raises Unreadable when it would be more than the form may bring back."""
    carried = {name: said[name] for name in ("kind", "text", "unit", "squad")}
    token = signing.dumps(carried, salt=_salt(request), compress=True)
    if len(token) > MOST_CARRIED:
        raise Unreadable("That is more than a page can carry. Split it in two.")
    return token


def _salt(request: UserRequest) -> str:
    return f"athletes.import.{request.user.pk}"


def _told(request: UserRequest, said: dict[str, Any]) -> Told:
    user, now = request.user, timezone.now()
    return Told(coach=desk_of(user), at=now, today=user.today(now), unit=said["unit"], squad=said["squad"])


def _usual(request: UserRequest) -> dict[str, str]:
    kind = request.GET.get("kind", "athletes")
    return {"kind": kind if kind in WAYS else "athletes", "unit": "mi" if request.user.unit == "mi" else "km"}


def _done(way: Way, weighed: Weighed[Any, Any]) -> str:
    """ "27 athletes are in. 2 were there already, 3 rows were left out."."""
    came = f"{way.counted(len(weighed.fresh))} {'is' if len(weighed.fresh) == 1 else 'are'} in."
    known = [f"{len(weighed.known):,} there already"] if weighed.known else []
    bad = [f"{len(weighed.bad):,} left out"] if weighed.bad else []
    rest = f" {', '.join(known + bad)}." if known or bad else ""
    return (came if weighed.fresh else "Nothing new was in it.") + rest
