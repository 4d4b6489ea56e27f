"""The library for programs: a feed of whole answers, the map of the site, and what they need not visit."""

from django.conf import settings
from django.contrib.sitemaps.views import sitemap
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import condition, require_safe

from coachapp.access import public
from coachapp.http import PageRequest
from questions.feeds import SITEMAPS, AnswersFeed, feed_etag, robots
from questions.views.library import asked_each_time


@require_safe
@public("published answers are for everybody")
@asked_each_time
@condition(etag_func=feed_etag)
def feed(request: PageRequest) -> HttpResponse:
    answer: HttpResponse = AnswersFeed()(request)
    return answer


@require_safe
@public("what is open to everybody")
@asked_each_time
def site_map(request: PageRequest) -> HttpResponse:
    return sitemap(request, SITEMAPS)


@require_safe
@public("what is open to everybody")
def robots_file(_: PageRequest) -> HttpResponse:
    return robots(sitemap_url=settings.SITE_URL + reverse("questions:sitemap"))
