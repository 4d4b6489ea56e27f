"""The calculators. Each is one address; its query is the question, so that a link is the answer."""

from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from coachapp.access import public
from coachapp.http import PageRequest
from plans.forms.tools import (
    AgeGradeForm,
    EquivalentTimesForm,
    HeartRateForm,
    PacesForm,
    RecoveryForm,
    SingleRunForm,
    ToolForm,
)
from plans.words.tools import TOOLS
from plans.words.wording import distance_unit

PUBLIC: Final = "a calculator needs no account, and nothing of it is stored"


@require_safe
@public(PUBLIC)
def tools(request: PageRequest) -> HttpResponse:
    return render(request, "plans/tools/index.html", {"tools": TOOLS})


@require_safe
@public(PUBLIC)
def equivalent_times(request: PageRequest) -> HttpResponse:
    return _show(request, EquivalentTimesForm)


@require_safe
@public(PUBLIC)
def paces(request: PageRequest) -> HttpResponse:
    return _show(request, PacesForm)


@require_safe
@public(PUBLIC)
def heart_rate(request: PageRequest) -> HttpResponse:
    return _show(request, HeartRateForm)


@require_safe
@public(PUBLIC)
def age_grade(request: PageRequest) -> HttpResponse:
    return _show(request, AgeGradeForm)


@require_safe
@public(PUBLIC)
def single_run(request: PageRequest) -> HttpResponse:
    return _show(request, SingleRunForm)


@require_safe
@public(PUBLIC)
def recovery(request: PageRequest) -> HttpResponse:
    return _show(request, RecoveryForm)


def _show(request: PageRequest, kind: type[ToolForm]) -> HttpResponse:
    form = kind(request.GET, unit=distance_unit(request.user.unit if request.user.is_authenticated else "km"))
    template = "plans/tools/tool.html#tool" if request.htmx else "plans/tools/tool.html"
    return render(request, template, {"form": form, "tool": kind.tool}, status=422 if form.errors else 200)
