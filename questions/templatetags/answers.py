"""What an answer's page needs beyond its fields."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from questions import markdown, video
from questions.models import Answer

register = template.Library()


@register.filter(name="markdown")
def markdown_filter(text: str) -> SafeString:
    return mark_safe(markdown.to_html(text))  # noqa: S308 -- cleaned by nh3 there


@register.filter
def video_host(url: str) -> str:
    return video.host(url)


@register.filter
def timed_notes(answer: Answer) -> list[video.TimedNote]:
    return video.timed_notes(answer.notes, url=answer.video_url)


@register.filter
def reading_minutes(text: str) -> int:
    return max(1, round(len(text.split()) / 200))
