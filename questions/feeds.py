"""The library for feed readers and search engines: what stands there now, and nothing that was taken down."""

import re
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.syndication.views import Feed
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks

from questions import markdown
from questions.models import Question

if TYPE_CHECKING:
    PagesMap = Sitemap[str]
    AnswersMap = Sitemap[Question]
    QuestionsFeed = Feed[Question, Any]
    Maps = dict[str, type[Sitemap[Any]] | Sitemap[Any]]
else:
    PagesMap = AnswersMap = Sitemap
    QuestionsFeed, Maps = Feed, dict

LATEST = 50
UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # no XML may hold these
OPEN_PAGES = ("home", "questions:list", "questions:ask", "plans:tools")


class FullAtom(Atom1Feed):
    """Whole answers, as the pages show them."""

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        handler.addQuickElement("content", item["content"], {"type": "html"})


class AnswersFeed(QuestionsFeed):
    feed_type = FullAtom
    title = "Answers for the off-season"
    subtitle = "Questions that runners asked, answered by coaches."

    def link(self) -> str:
        return reverse("questions:list")

    def feed_url(self) -> str:
        return settings.SITE_URL + reverse("questions:feed")

    def feed_guid(self) -> str:
        return _tag("answers")

    def items(self) -> Iterable[Question]:
        return Question.objects.as_published().latest_published_first()[:LATEST]

    def item_title(self, item: Question) -> str:
        return _printable(item.title)

    def item_link(self, item: Question) -> str:
        return settings.SITE_URL + item.get_absolute_url()

    def item_guid(self, item: Question) -> str:
        """Stays the same when the address changes."""
        return _tag(f"answer/{item.pk}")

    def item_description(self, item: Question) -> str:
        return linebreaks(_printable(item.public_text), autoescape=True)

    def item_author_name(self, item: Question) -> str:
        return str(item.answer.by)

    def item_pubdate(self, item: Question) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: Question) -> datetime:
        return item.updated_at

    def item_categories(self, item: Question) -> list[str]:
        return [item.get_topic_display()]

    def item_extra_kwargs(self, item: Question) -> dict[str, str]:
        return {"content": _printable(markdown.to_html(item.edition.answer_text if item.edition else ""))}


class OpenPages(PagesMap):
    def items(self) -> list[str]:
        return list(OPEN_PAGES)

    def location(self, item: str) -> str:
        return reverse(item)


class AnswerPages(AnswersMap):
    limit = 40_000  # a file of the protocol holds 50,000

    def items(self) -> QuerySet[Question]:
        shown = Question.objects.published().select_related("edition").order_by("pk")
        return shown.only("slug", "published_at", "edition__at")

    def lastmod(self, item: Question) -> datetime:
        return item.updated_at


SITEMAPS: "Final[Maps]" = {"pages": OpenPages, "answers": AnswerPages}


def feed_etag(_: HttpRequest) -> str:
    """Another one as soon as anything of the feed is: also when an answer is taken down."""
    shown = Question.objects.published().latest_published_first()[:LATEST]
    said = list(shown.values_list("pk", "slug", "topic", "edition", "published_at"))
    return f'"{sha256(repr(said).encode()).hexdigest()[:32]}"'


def robots(*, sitemap_url: str) -> HttpResponse:
    lines = (
        "User-agent: *",
        "Disallow: /coach/",
        "Disallow: /accounts/",
        "Disallow: /consent/",
        "",
        f"Sitemap: {sitemap_url}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _tag(name: str) -> str:
    """RFC 4151: an id that no move of the site changes, as long as the host is the same."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},2026:{name}"


def _printable(text: str) -> str:
    return UNPRINTABLE.sub("", text)
