"""What an answer's page needs beyond its fields."""

import json
from typing import Any, Protocol

from django import template
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from questions import markdown, video
from questions.queries import MARK_OFF, MARK_ON

register = template.Library()
IN_SCRIPT = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


class HasNotes(Protocol):
    """An answer, an edition."""

    notes: Any
    video_url: str


@register.filter(name="markdown")
def markdown_filter(text: str) -> SafeString:
    return mark_safe(markdown.to_html(text))  # noqa: S308 -- cleaned by nh3 there


@register.filter
def video_host(url: str) -> str:
    return video.host(url)


@register.filter
def video_frame(url: str) -> str:
    """The player's address; blank where the video stays a link."""
    return video.frame(url)


@register.filter
def timed_notes(said: HasNotes) -> list[video.TimedNote]:
    return video.timed_notes(said.notes, url=said.video_url)


@register.filter
def marked(snippet: str) -> SafeString:
    """What was found, in `mark` elements; all else is escaped, whatever stands in it."""
    escaped = conditional_escape(" ".join(snippet.split()))
    return mark_safe(escaped.replace(MARK_ON, "<mark>").replace(MARK_OFF, "</mark>"))  # noqa: S308 -- escaped above


@register.simple_tag
def structured_data(told: dict[str, Any], nonce: str) -> SafeString:
    """For search engines: data that nothing runs, and no sign in it can end its element."""
    safe = mark_safe(json.dumps(told, cls=DjangoJSONEncoder).translate(IN_SCRIPT))  # noqa: S308 -- translated here
    return format_html('<script type="application/ld+json" nonce="{}">{}</script>', nonce, safe)


@register.filter
def reading_minutes(text: str) -> int:
    return max(1, round(len(text.split()) / 200))


@register.filter
def preview_notes(said: dict[str, Any]) -> list[video.TimedNote]:
    return video.timed_notes(said.get("notes", ()), url=said.get("video_url", ""))


@register.filter
def one_line(text: str) -> str:
    return " ".join(text.split())


@register.filter
def absolute(path: str) -> str:
    return settings.SITE_URL + path
