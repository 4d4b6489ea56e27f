"""Typed requests, and what every htmx answer needs, once."""

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.utils.cache import patch_cache_control, patch_vary_headers
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

if TYPE_CHECKING:
    from athletes.models import User


UNDO = "undo:"


class PageRequest(HttpRequest):
    """A request from anybody, with htmx's details."""

    htmx: HtmxDetails


class UserRequest(PageRequest):
    """A request from somebody who is logged in."""

    user: "User"


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: the body of a POST, also an empty one, and nothing for any other method."""
    return request.POST if request.method == "POST" else None


def partial_or_redirect(
    request: PageRequest, partial: str, context: Mapping[str, Any], *, to: Any, status: int = 200
) -> HttpResponse:
    """After a change: the named partial for htmx, a redirect for a plain form."""
    if request.htmx:
        return render(request, partial, dict(context), status=status)
    return redirect(to)


def undo_address(note: Message) -> str:
    """Where a POST takes back what the message tells: a view gives it as `extra_tags="undo:/..."`; empty without."""
    tags = str(note.extra_tags or "")
    return tags.removeprefix(UNDO) if tags.startswith(UNDO) else ""


class PrivatePagesMiddleware:
    """What a session made is for one browser, and not to be found there after signing out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        known = {settings.SESSION_COOKIE_NAME, "HTTP_AUTHORIZATION"} & {
            *request.COOKIES,
            *response.cookies,
            *request.META,
        }
        if known and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
        return response


class HtmxAnswerMiddleware:
    """Redirects become client redirects, messages travel in a header, and caches keep the two kinds apart."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: PageRequest) -> HttpResponse:
        response = self.get_response(request)
        patch_vary_headers(response, ["HX-Request"])
        if not request.htmx:
            return response
        if isinstance(response, HttpResponseRedirect):
            return HttpResponseClientRedirect(response.url)
        notes = [
            {"text": str(note), "level": note.level_tag, "undo": undo_address(note)} for note in get_messages(request)
        ]
        if notes:
            response["HX-Trigger"] = json.dumps({"notes": notes})
        return response
