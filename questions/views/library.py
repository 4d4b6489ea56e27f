"""The answered library, for everybody."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from coachapp.access import public
from coachapp.http import PageRequest
from questions.explains import further
from questions.forms import SearchForm
from questions.models import Question, Topic
from questions.queries import library, related_answers, with_snippets
from questions.structured import qa_page
from questions.views.framing import may_frame_players

PER_PAGE = 20
View = TypeVar("View", bound=Callable[..., HttpResponse])


def asked_each_time(view: View) -> View:
    """What is taken down is gone: nobody keeps it without asking whether it still stands.

    A page for somebody with a session is kept by nobody at all: see PrivatePagesMiddleware.
    """

    @wraps(view)
    def asked(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            patch_cache_control(response, no_cache=True)
        return response

    return cast("View", asked)


@require_safe
@public("published answers are for everybody")
@asked_each_time
def answers(request: PageRequest) -> HttpResponse:
    search = SearchForm(request.GET)
    words, topic = search.words, search.topic_value
    found = library(words, topic=topic)
    page = Paginator(with_snippets(found, words) if words else found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "words": words,
        "topic": topic,
        "topics": Topic.choices,
        "page": page,
        "query": urlencode({"q": words, "topic": topic}) + "&",
        "elsewhere": topic and words and not page.paginator.count and library(words).exists(),
    }
    return render(request, "questions/list.html#answers" if request.htmx else "questions/list.html", context)


@require_safe
@public("published answers are for everybody")
@asked_each_time
def answer_page(request: PageRequest, slug: str) -> HttpResponse:
    question = get_object_or_404(Question.objects.as_published(), slug=slug)
    context = {
        "question": question,
        "edition": question.edition,
        "asked_by": question.asked_by,
        "further": further(question.answer.explains),
        "related": related_answers(question),
        "structured": qa_page(question),
    }
    return may_frame_players(render(request, "questions/answer.html", context))
