from django import template
from django.contrib.messages.storage.base import Message

from coachapp.http import undo_address

register = template.Library()


@register.filter
def undo_url(note: Message) -> str:
    """Where a POST takes back what the message tells; empty where nothing can be undone."""
    return undo_address(note)
