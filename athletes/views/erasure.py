"""Leaving for good, and thinking better of it."""

from allauth.account.utils import perform_login
from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from athletes.actions.erasure import CoachesOthers, keep_account, request_erasure
from athletes.models import Athlete
from athletes.models.erasure import GRACE
from athletes.staying import forget_leaver, leaver_of
from coachapp.access import password_asked_again, public
from coachapp.http import PageRequest, UserRequest

SIGNED_IN_NOWHERE = "Who is about to leave is signed in nowhere: their password, given just now, stands for them."


@never_cache
@require_http_methods(["GET", "POST"])
@password_asked_again
def delete_account(request: UserRequest) -> HttpResponse:
    """What goes and what stays; a POST begins the two weeks."""
    if request.method == "GET":
        return _page(request)
    try:
        erasure = request_erasure(request.user, at=timezone.now())
    except CoachesOthers:
        return _page(request, status=422)
    last_day = erasure.due_at.astimezone(request.user.zone)
    logout(request)
    messages.success(request, f"Your account sleeps and goes on {last_day:%-d %B %Y}. To keep it, sign in before that.")
    return redirect("home")


@never_cache
@require_GET
@public(SIGNED_IN_NOWHERE)
def offer_to_stay(request: PageRequest) -> HttpResponse:
    leaver = leaver_of(request)
    if leaver is None:
        return redirect("account_login")
    last_day = leaver.erasure.due_at.astimezone(leaver.zone).date()
    return render(request, "athletes/keep_account.html", {"last_day": last_day})


@never_cache
@require_POST
@public(SIGNED_IN_NOWHERE)
def stay(request: PageRequest) -> HttpResponse:
    """They go on as after any sign-in, with the second step where they have one."""
    leaver = leaver_of(request)
    if leaver is None:
        raise Http404
    keep_account(leaver, at=timezone.now())
    forget_leaver(request)
    messages.success(request, "Your account stays, with everything in it.")
    answer: HttpResponse = perform_login(request, leaver)
    return answer


def _page(request: UserRequest, *, status: int = 200) -> HttpResponse:
    athlete = Athlete.objects.filter(user=request.user).select_related("coach__user").first()
    context = {"athlete": athlete, "last_day": request.user.today(timezone.now() + GRACE)}
    return render(request, "athletes/delete_account.html", context, status=status)
