"""The answered library, for everybody."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from coachapp.access import public
from coachapp.http import PageRequest
from questions.forms import SearchForm
from questions.models import Question, Topic
from questions.queries import library, related_answers

PER_PAGE = 20


@require_safe
@public("published answers are for everybody")
def answers(request: PageRequest) -> HttpResponse:
    search = SearchForm(request.GET)
    words, topic = search.words, search.topic_value
    found = Paginator(library(words, topic=topic), PER_PAGE)
    context = {
        "words": words,
        "topic": topic,
        "topics": Topic.choices,
        "page": found.get_page(request.GET.get("page")),
        "query": urlencode({"q": words, "topic": topic}) + "&",
    }
    return render(request, "questions/list.html#answers" if request.htmx else "questions/list.html", context)


@require_safe
@public("published answers are for everybody")
def answer_page(request: PageRequest, slug: str) -> HttpResponse:
    question = get_object_or_404(Question.objects.published().with_answer(), slug=slug)
    consent = question.latest_consent()
    context = {
        "question": question,
        "answer": question.answer,
        "asked_by": consent.shown_name if consent else "",
        "related": related_answers(question),
    }
    return render(request, "questions/answer.html", context)
