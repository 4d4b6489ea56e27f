"""The demo's mailbox: what the demo club was sent. Nothing of it exists unless the launcher keeps the mail itself."""

import re
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from hashlib import sha256
from html import unescape
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_safe

from coachapp.access import public
from coachapp.http import PageRequest

SHOWN = 100
WHY_PUBLIC = "the demo's own mail on the reader's own machine; the invitations in it are how one signs in"
STYLE_ATTRIBUTE = re.compile(r'\sstyle="([^"]*)"')
STYLE_ELEMENT = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class KeptMail:
    name: str
    to: str
    subject: str
    sent_at: datetime | None
    text: str
    is_html_too: bool


@require_safe
@public(WHY_PUBLIC)
def mailbox(request: PageRequest) -> HttpResponse:
    mails = [read(kept) for kept in newest_first(kept_files())[:SHOWN]]
    return render(request, "desk/mailbox.html", {"mails": mails})


@require_safe
@public(WHY_PUBLIC)
def mail(request: PageRequest, name: str) -> HttpResponse:
    return render(request, "desk/mail.html", {"mail": read(find(name))})


@require_safe
@public(WHY_PUBLIC)
def mail_html(request: PageRequest, name: str) -> HttpResponse:  # noqa: ARG001 -- Django hands it over
    html = content(parsed(find(name)), "html")
    if not html:
        raise Http404
    return HttpResponse(html, headers={"Content-Security-Policy": policy_for(html)})


def kept_files() -> Iterable[Path]:
    return (settings.DEMO_DIR / "mail").glob("*.eml") if settings.DEMO_DIR else ()


def newest_first(files: Iterable[Path]) -> list[Path]:
    """Names begin with the time of arrival."""
    return sorted(files, key=lambda kept: kept.name, reverse=True)


def find(name: str) -> Path:
    """One of the files there are, never a path that somebody made up."""
    for kept in kept_files():
        if kept.name == name:
            return kept
    raise Http404


def read(kept: Path) -> KeptMail:
    message = parsed(kept)
    date = message["date"]
    return KeptMail(
        name=kept.name,
        to=str(message["to"] or ""),
        subject=str(message["subject"] or "(no subject)"),
        sent_at=date.datetime if date is not None else None,
        text=content(message, "plain"),
        is_html_too=message.get_body(("html",)) is not None,
    )


def parsed(kept: Path) -> EmailMessage:
    return message_from_bytes(kept.read_bytes(), policy=policy.default)


def content(message: EmailMessage, kind: str) -> str:
    """The part of this kind, empty where the mail has none."""
    part = message.get_body((kind,))
    return str(part.get_content()) if part else ""


def policy_for(html: str) -> str:
    """The mail's own styles, each by its digest, and nothing else: no script, no image from elsewhere, no form."""
    styles = {*map(unescape, STYLE_ATTRIBUTE.findall(html)), *STYLE_ELEMENT.findall(html)}
    digests = [f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" for style in sorted(styles)]
    return f"default-src 'none'; style-src 'unsafe-hashes' {' '.join(digests)}; sandbox allow-popups"


routes = [
    path("demo/mailbox/", mailbox, name="mailbox"),
    path("demo/mailbox/<str:name>/", mail, name="mail"),
    path("demo/mailbox/<str:name>/html/", mail_html, name="mail_html"),
]
