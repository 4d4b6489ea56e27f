"""What makes the site an app on a phone: its manifest, its worker, and the page for a moment without a network."""

import hashlib
import json
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from coachapp.access import public

STATIC: Final = Path(settings.BASE_DIR) / "static"
# All of ours that a page may ask for; the icons are the phone's affair.
SHELL: Final = ("css/*.css", "js/*.js", "img/*.svg")
HTMX: Final = "django_htmx/htmx-2.min.js"
# What is in the shell besides files: when one of these changes, so does the shell.
PARTS: Final = ("app/worker.js", "offline.html", "base.html", "components/head.html")
PAPER: Final = "#FAF7F2"


@require_safe
@public("says what the app is called and how it looks, the same to everybody")
def manifest(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    icons = [
        {"src": static("img/app/icon.svg"), "type": "image/svg+xml", "sizes": "any"},
        {"src": static("img/app/icon-192.png"), "type": "image/png", "sizes": "192x192"},
        {"src": static("img/app/icon-512.png"), "type": "image/png", "sizes": "512x512"},
        {"src": static("img/app/maskable-512.png"), "type": "image/png", "sizes": "512x512", "purpose": "maskable"},
    ]
    told = {
        "id": "/",
        "name": "Off-season",
        "short_name": "Off-season",
        "description": "The weeks between the fall race and the spring plan.",
        "lang": "en",
        "start_url": reverse("landing"),
        "scope": "/",
        "display": "standalone",
        "theme_color": PAPER,
        "background_color": PAPER,
        "icons": icons,
    }
    response = JsonResponse(told, content_type="application/manifest+json")
    response["Cache-Control"] = "public, max-age=3600"
    return response


@require_safe
@public("the same script for everybody; what it keeps, it keeps for who signed in on that phone")
def worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 -- Django's signature
    response = HttpResponse(script(), content_type="text/javascript; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    return response


@require_safe
@public("says that there is no network, and nothing of anybody")
def offline(request: HttpRequest) -> HttpResponse:
    return render(request, "offline.html")


def script() -> str:
    """The worker with the files of this release in it: another release is another script, which browsers notice."""
    files = shell()
    return render_to_string(
        "app/worker.js",
        {"version": _version(files), "files": json.dumps(files), "static": f"/{settings.STATIC_URL.strip('/')}/"}
        | _addresses(),
    )


def shell() -> list[str]:
    """Addresses of our static files as this release serves them, by their hashed names."""
    names = [path.relative_to(STATIC).as_posix() for pattern in SHELL for path in sorted(STATIC.glob(pattern))]
    return [static(name) for name in (*names, HTMX)]


def _version(files: list[str]) -> str:
    parts = [(Path(settings.BASE_DIR) / "templates" / name).read_text() for name in PARTS]
    return hashlib.sha256("\n".join([*files, *parts]).encode()).hexdigest()[:12]


def _addresses() -> dict[str, Any]:
    return {
        "offline": reverse("offline"),
        "landing": reverse("landing"),
        "week": reverse("plans:week"),
        "sign_out": reverse("account_logout"),
    }
