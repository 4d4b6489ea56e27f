"""The answered library, for everybody."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import cache_control
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
# What is taken down is gone: nobody keeps it without asking whether it still stands.
asked_each_time = cache_control(no_cache=True)


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
