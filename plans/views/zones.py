"""Paces and heart rates: the runner's own page and, under /coach/athletes/<id>/, their coach's."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from athletes.actions.measure import measure, take_back
from athletes.choices import MeasurementKind
from athletes.forms.measurement import MeasurementForm, measurement_form
from athletes.models import Athlete
from coachapp.http import UserRequest
from plans.pages.zones import zones_view
from plans.words.zones import HOW_TO, SOURCES


@dataclass(frozen=True, slots=True)
class Runner:
    """Whose zones, and under which addresses."""

    athlete: Athlete
    by_coach: bool

    @property
    def url(self) -> str:
        return self._url("zones")

    def measure_url(self, kind: MeasurementKind) -> str:
        return self._url("measure", kind.value)

    def remove_url(self, measurement_id: int) -> str:
        return self._url("measurement_remove", measurement_id)

    def _url(self, page: str, *more: object) -> str:
        if self.by_coach:
            return reverse(f"plans:athlete_{page}", args=[self.athlete.pk, *more])
        return reverse(f"plans:{page}", args=list(more))


@require_GET
def zones(request: UserRequest, athlete_id: UUID | None = None) -> HttpResponse:
    return _show(request, _runner(request, athlete_id))


@require_POST
def add_measurement(request: UserRequest, kind: str, athlete_id: UUID | None = None) -> HttpResponse:
    now, runner = timezone.now(), _runner(request, athlete_id)
    if kind not in MeasurementKind:
        raise Http404
    form = _form(runner, MeasurementKind(kind), at=now, payload=request.POST)
    if not form.is_valid():
        return _show(request, runner, form)
    kept = measure(form.measurement(), by=request.user, at=now)
    messages.success(request, "It is kept.", extra_tags=f"undo:{runner.remove_url(kept.pk)}")
    return redirect(runner.url)


@require_POST
def remove_measurement(request: UserRequest, measurement_id: int, athlete_id: UUID | None = None) -> HttpResponse:
    runner = _runner(request, athlete_id)
    take_back(get_object_or_404(runner.athlete.measurements, pk=measurement_id))
    messages.info(request, "It is off the list.")
    return redirect(runner.url)


def _runner(request: UserRequest, athlete_id: UUID | None) -> Runner:
    rows = Athlete.objects.select_related("coach__user").prefetch_related("races", "measurements")
    if athlete_id is None:
        return Runner(get_object_or_404(rows, user=request.user), by_coach=False)
    return Runner(get_object_or_404(rows.coached_by(request.user), pk=athlete_id), by_coach=True)


def _form(runner: Runner, kind: MeasurementKind, *, at: datetime, payload: object = None) -> MeasurementForm:
    athlete = runner.athlete
    return measurement_form(payload, kind=kind, athlete=athlete, today=athlete.today(at), source=SOURCES[kind])


def _show(request: UserRequest, runner: Runner, bad: MeasurementForm | None = None) -> HttpResponse:
    now, athlete = timezone.now(), runner.athlete
    view = zones_view(athlete, today=athlete.today(now))
    forms = {
        kind.value: (bad if bad and bad.kind == kind else _form(runner, kind, at=now), runner.measure_url(kind))
        for kind in MeasurementKind
    }
    context = {
        "view": view,
        "athlete": athlete,
        "for_coach": runner.by_coach,
        "beats": [(beat, *forms[beat.kind]) for beat in view.beats],
        "trial": forms[MeasurementKind.TIME_TRIAL.value],
        "how_to": HOW_TO,
        "measured": [(one, runner.remove_url(one.measurement.pk)) for one in view.measured],
    }
    return render(request, "plans/zones.html", context, status=422 if bad else 200)
