"""The API's addresses, in every app's own words."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView

from athletes.api import urls as athletes
from coachapp.access import public
from coachapp.api.docs import api_docs
from plans.api import urls as plans

app_name = "api"


def unauthorized_not_redirected(entry: URLPattern) -> URLPattern:
    """The framework asks for a session or a token by itself; say so in the address book."""
    view: Callable[..., HttpResponse] = entry.callback
    entry.callback = public("closed by the API itself: 401, never a redirect")(view)
    return entry


def described() -> Callable[..., Any]:
    return public("the description of the API holds nobody's data")(SpectacularAPIView.as_view())


v1 = [unauthorized_not_redirected(entry) for entry in [*athletes.urlpatterns, *plans.urlpatterns]]

urlpatterns: list[URLPattern | URLResolver] = [
    path("v1/", include(v1)),
    path("schema/", described(), name="schema"),
    path("docs/", api_docs, name="docs"),
]
