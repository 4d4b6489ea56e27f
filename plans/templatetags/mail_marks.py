"""The ingredients' shapes where neither SVG nor masks are shown: a character each."""

from typing import Final

from django import template

register = template.Library()

MARKS: Final = {
    "long": "▲",
    "fast": "»",
    "strides": "///",
    "easy": "●",
    "aerobic": "♥",
    "strength": "■",
    "plyometric": "↑",
    "mobility": "~",
    "cross": "+",
    "minimalist": "◊",
    "rest": "–",
    "race": "⚑",
}


@register.filter
def mail_mark(ingredient: str) -> str:
    return MARKS.get(ingredient, MARKS["easy"])
