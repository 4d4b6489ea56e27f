"""The API's reference as a page of ours: no script, no foreign style, and the site's policy stays as strict as it is."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET
from drf_spectacular.generators import SchemaGenerator

from coachapp.access import public
from coachapp.api.reference import Reference, read_reference


@public("the description of the API holds nobody's data")
@require_GET
def api_docs(request: HttpRequest) -> HttpResponse:
    return render(request, "api_docs.html", {"reference": reference()})


@cache
def reference() -> Reference:
    """Made once: it follows from the code alone."""
    return read_reference(SchemaGenerator().get_schema(request=None, public=True))
