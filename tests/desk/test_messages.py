import json

import pytest
from django.contrib.messages import success
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import RequestFactory
from django_htmx.middleware import HtmxDetails

from coachapp.http import HtmxAnswerMiddleware


@pytest.fixture
def request_with_news():
    request = RequestFactory().get("/week/", headers={"HX-Request": "true"})
    request._messages = CookieStorage(request)  # type: ignore[attr-defined]  # what the middleware of messages does
    success(request, "Long run <done>.", extra_tags="undo:/sessions/7/undo/")
    success(request, "Saved.")
    return request


def answer(request):
    request.htmx = HtmxDetails(request)
    return HtmxAnswerMiddleware(lambda _: HttpResponse())(request)


def test_a_page_tells_what_happened_and_the_way_back(request_with_news) -> None:
    html = render_to_string(
        "components/messages.html", {"messages": request_with_news._messages}, request=request_with_news
    )

    page = html.split("<template")[0]
    assert "Long run &lt;done&gt;." in page
    assert page.count("<form") == page.count('action="/sessions/7/undo/"') == 1


def test_an_answer_to_htmx_carries_the_same_in_a_header(request_with_news) -> None:
    notes = json.loads(answer(request_with_news)["HX-Trigger"])["notes"]

    assert [(note["text"], note["undo"]) for note in notes] == [
        ("Long run <done>.", "/sessions/7/undo/"),
        ("Saved.", ""),
    ]
