"""The first page: what it is, the free planner, and what has been answered lately."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from coachapp.access import public
from coachapp.http import PageRequest
from plans.forms.free_planner import FreePlannerForm
from questions.models import Question

LATEST = 3


@require_safe
@public("the front door")
def home(request: PageRequest) -> HttpResponse:
    answered = Question.objects.as_published().latest_published_first()[:LATEST]
    return render(request, "home.html", {"form": FreePlannerForm(), "answered": answered})
