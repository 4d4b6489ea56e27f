"""From a template pair to words, and from an outbox row to the message that leaves."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse

from athletes.models import OutgoingMail, User

# Without looking anything up: a mail must never wait for, or tell, another server.
INLINER = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)
# Vacation responders stay quiet (RFC 3834); who writes in person says otherwise in the row's headers.
USUAL_HEADERS = {"Auto-Submitted": "auto-generated"}


class Bodies(NamedTuple):
    text: str
    html: str


def render_bodies(name: str, context: Mapping[str, Any]) -> Bodies:
    """`emails/<name>.txt` and `.html`, the style sheet written into the elements for mail readers that drop it."""
    known = {"site_url": settings.SITE_URL, **context}
    text = render_to_string(f"emails/{name}.txt", known)
    html = render_to_string(f"emails/{name}.html", known)
    return Bodies(text=text.strip() + "\n", html=INLINER.inline(html))


def leaving_bodies(user: User, *, last_day: date) -> Bodies:
    """To who asked for the end of their account, or did not: until when it can be kept, and how."""
    sign_in = settings.SITE_URL + reverse("account_login")
    return render_bodies("account_leaving", {"user": user, "last_day": last_day, "sign_in_url": sign_in})


def message_of(mail: OutgoingMail, *, over: BaseEmailBackend | None = None) -> EmailMultiAlternatives:
    """The same message on every try: nothing in it is decided here."""
    headers = USUAL_HEADERS | mail.headers | {"Message-ID": mail.message_id}
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.to], headers=headers, connection=over)
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    if mail.calendar:
        message.attach("training.ics", mail.calendar, "text/calendar")
    return message
