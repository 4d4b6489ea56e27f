"""From a template pair to words, and from an outbox row to the message that leaves."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.urls import reverse

from athletes.mail_kinds import can_be_turned_off, is_from_coach, kind_words
from athletes.models import Athlete, OutgoingMail, User
from athletes.replies import reply_address
from athletes.unsubscribe import wish_url

# Without looking anything up: a mail must never wait for, or tell, another server.
INLINER = css_inline.CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)
# Vacation responders stay quiet (RFC 3834, and Exchange's own word), while non-delivery reports (NDR) still come back.
BY_ITSELF = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "DR, RN, NRN, OOF, AutoReply"}


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
    sender = settings.BOUNCE_ADDRESS or settings.DEFAULT_FROM_EMAIL  # the envelope's, where reports come back to
    message = EmailMultiAlternatives(
        mail.subject, mail.text, from_email=sender, to=[mail.to], headers=headers_of(mail), connection=over
    )
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    if mail.calendar:
        message.attach("training.ics", mail.calendar, "text/calendar")
    return message


def headers_of(mail: OutgoingMail) -> dict[str, str]:
    by_itself = {} if mail.headers.get("Auto-Submitted") == "no" else BY_ITSELF
    fixed = {"From": settings.DEFAULT_FROM_EMAIL, "Message-ID": mail.message_id}
    own: dict[str, str] = mail.headers
    return by_itself | _ways_out(mail) | _reply_to(mail) | own | fixed


def _ways_out(mail: OutgoingMail) -> dict[str, str]:
    """Of a kind that can be turned off: by one click, without a page between (RFC 8058; large mailboxes ask for it)."""
    if mail.recipient_id is None or not can_be_turned_off(mail.kind):
        return {}
    label = mail.kind.replace("_", "-")
    host = urlsplit(settings.SITE_URL).hostname
    found = {
        "List-Id": f"{kind_words(mail.kind)} <{label}.{host}>",
        "List-Unsubscribe": f"<{wish_url(mail.recipient_id, mail.kind)}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    return found if mail.headers.get("Auto-Submitted") == "no" else found | {"Precedence": "bulk"}


def _reply_to(mail: OutgoingMail) -> dict[str, str]:
    """To the coach, through us; looked up with the mail (`with_thread`), so that no kind has to think of it."""
    if mail.recipient is None or not is_from_coach(mail.kind):
        return {}
    athlete: Athlete | None = getattr(mail.recipient, "athlete", None)
    if athlete is None or athlete.coach_id is None:
        return {}
    address = reply_address(athlete.pk, athlete.coach_id)
    return {"Reply-To": address} if address else {}
