"""Days as people say them; see plans.words.wording."""

from datetime import date

from django import template

from plans.words import wording

register = template.Library()


@register.simple_tag
def day_range(start: date, end: date) -> str:
    return wording.day_range(start, end)


@register.simple_tag
def days(start: date, end: date) -> str:
    return wording.days(start, end)


@register.filter
def short_day(day: date) -> str:
    return wording.short_day(day)


@register.filter
def long_day(day: date) -> str:
    return wording.long_day(day)
