"""Mail turned off from the mail itself. Its key stands for the person, so it asks for no sign-in and no cookie."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from athletes.actions.unsubscribe import turn_all_off, turn_off, turn_on
from athletes.mail_kinds import kind_words
from athletes.models import User
from athletes.unsubscribe import Wish, reader_of, wanted_kinds, wish_of
from coachapp.access import public

KEY_IN_THE_MAIL = "the signed key stands in a mail to this person; mail programs call it without cookies (RFC 8058)"


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@public(KEY_IN_THE_MAIL)
def mail_off(request: HttpRequest, token: str) -> HttpResponse:
    """A GET only asks: programs that look at links follow them. A POST turns this kind off and answers without a redirect."""
    user, wish = _asked(token)
    if request.method == "POST":
        turn_off(user, [wish.kind], at=timezone.now())
    return _page(request, wish, token)


@csrf_exempt
@never_cache
@require_POST
@public(KEY_IN_THE_MAIL)
def all_mail_off(request: HttpRequest, token: str) -> HttpResponse:
    user, wish = _asked(token)
    turn_all_off(user, at=timezone.now())
    return _page(request, wish, token)


@csrf_exempt
@never_cache
@require_POST
@public(KEY_IN_THE_MAIL)
def mail_on(request: HttpRequest, token: str) -> HttpResponse:
    user, wish = _asked(token)
    turn_on(user, wish.kind, at=timezone.now())
    return _page(request, wish, token)


def _asked(token: str) -> tuple[User, Wish]:
    wish = wish_of(token)
    user = reader_of(wish) if wish else None
    if wish is None or user is None:
        raise Http404
    return user, wish


def _page(request: HttpRequest, wish: Wish, token: str) -> HttpResponse:
    """As it stands now, after whatever was just done."""
    reader = reader_of(wish)
    wanted = wanted_kinds(reader) if reader else []
    context = {
        "token": token,
        "kind": kind_words(wish.kind),
        "is_on": wish.kind in wanted,
        "others": [kind_words(kind) for kind in wanted if kind != wish.kind],
    }
    return render(request, "athletes/mail_off.html", context)
