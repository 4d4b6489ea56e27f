"""What the coach's inbox needs beyond its fields."""

import re

from django import template
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import normalize_newlines

from questions import safety

register = template.Library()
PARAGRAPHS = re.compile(r"\n{2,}")


@register.filter
def pointed(text: str) -> SafeString:
    """The words in paragraphs, with what the safety list is met by marked and named."""
    return format_html_join("\n", "<p>{}</p>", ((_marked(one),) for one in PARAGRAPHS.split(normalize_newlines(text))))


def _marked(paragraph: str) -> SafeString:
    parts, at = [], 0
    for found in safety.find(paragraph):
        parts += [escape(paragraph[at : found.start]), _mark(paragraph, found)]
        at = found.end
    parts.append(escape(paragraph[at:]))
    return mark_safe("".join(parts).replace("\n", "<br>"))  # noqa: S308 -- each part is escaped above


def _mark(paragraph: str, found: safety.Found) -> SafeString:
    words = paragraph[found.start : found.end]
    if found.is_weak:
        return format_html('<mark class="weak">{}</mark>', words)
    return format_html('<mark>{}<span class="vh"> ({})</span></mark>', words, found.sign.title)
