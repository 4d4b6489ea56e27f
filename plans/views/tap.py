"""One tap from a mail: opening the link shows a page, its button says it, and nobody needs to be signed in."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from coachapp.access import public
from coachapp.http import PageRequest
from coachapp.limits import limited
from plans.actions.tap import take_back, tap
from plans.models import TrainingSession
from plans.pages.tap import tap_view
from plans.taps import BadSignature, Tap, open_tap

WHY_PUBLIC = "the link in the mail is the key to one session and one thing to say of it"


# No cookie gives any right here, so there is none to forge: the link is all of it, also where a mail program has no cookies.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@public(WHY_PUBLIC)
@never_cache
@limited("tap")
def tap_session(request: PageRequest, token: str) -> HttpResponse:
    at = timezone.now()
    found = _found(token)
    if found is None:
        return render(request, "plans/tap_over.html", status=410)
    link, session = found
    view = tap_view(session, link.said, today=session.athlete.today(at))
    if request.method != "POST":
        return _page(request, token, view=view)
    if view.is_ahead:
        return _page(request, token, view=view, status=409)
    tap(session, link.said, at=at)
    return redirect("plans:tap", token=token)


@csrf_exempt
@require_POST
@public(WHY_PUBLIC)
@never_cache
@limited("tap")
def tap_undo(request: PageRequest, token: str) -> HttpResponse:
    found = _found(token)
    if found is None:
        return render(request, "plans/tap_over.html", status=410)
    link, session = found
    take_back(session, link.said)
    return redirect("plans:tap", token=token)


def _found(token: str) -> tuple[Tap, TrainingSession] | None:
    """None for a link that is none, that is too old, or whose session has gone: the same to whoever asks."""
    try:
        link = open_tap(token, at=timezone.now())
    except BadSignature:
        return None
    session = TrainingSession.objects.open_by_mail().with_voice().filter(pk=link.session_id).first()
    return (link, session) if session else None


def _page(request: PageRequest, token: str, *, status: int = 200, **context: object) -> HttpResponse:
    answer = render(request, "plans/tap.html", context | {"token": token}, status=status)
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer
