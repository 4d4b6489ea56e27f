"""The operator's pages: does mail leave, the switch that stops it, and what became of each mail."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from athletes.actions.mail_stop import resume_mail, send_again, stop_mail
from athletes.forms.mails import FindMailForm, StopForm
from athletes.mail_health import mail_health, said
from athletes.mail_kinds import kind_words
from athletes.models import AddressHealth, MailStop, OutgoingMail
from coachapp.access import operator_only
from coachapp.http import UserRequest
from questions.mail_in_health import mail_in_health
from questions.queries import held_mails

SHOWN_ADDRESSES = 50
SHOWN_HELD = 10
PER_PAGE = 50


@require_safe
@operator_only
def operator(request: UserRequest) -> HttpResponse:
    return _page(request, StopForm())


@require_POST
@operator_only
def stop_all(request: UserRequest) -> HttpResponse:
    form = StopForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    stop_mail(why=form.cleaned_data["why"], at=timezone.now())
    messages.success(request, "All mail is stopped.")
    return redirect("desk:operator")


@require_POST
@operator_only
def resume_all(request: UserRequest) -> HttpResponse:
    resume_mail()
    messages.success(request, "Mail leaves again.")
    return redirect("desk:operator")


@require_safe
@operator_only
def mails(request: UserRequest) -> HttpResponse:
    form = FindMailForm(request.GET)
    found = form.found(OutgoingMail.objects.newest_first())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    asked = urlencode({name: request.GET[name] for name in form.fields if request.GET.get(name)})
    context = {"form": form, "page": page, "query": f"{asked}&" if asked else ""}
    return render(request, "desk/operator_mails.html", context)


@require_POST
@operator_only
def mail_again(request: UserRequest, mail_id: int) -> HttpResponse:
    mail = get_object_or_404(OutgoingMail.objects.for_operator(request.user), pk=mail_id)
    if send_again(mail, at=timezone.now()):
        messages.success(request, f"The mail to {mail.to} is tried once more.")
    else:
        messages.info(request, "Nothing to send: it is not given up, or its words are gone.")
    return redirect("desk:operator_mails")


def _page(request: UserRequest, form: StopForm, *, status: int = 200) -> HttpResponse:
    health, coming_in = mail_health(at=timezone.now()), mail_in_health(at=timezone.now())
    suspended = AddressHealth.objects.suspended()
    context = {
        "health": health,
        "complaints": list(health.complaints()),
        "coming_in": coming_in,
        "complaints_in": list(coming_in.complaints()),
        "held": held_mails(request.user)[:SHOWN_HELD],
        "beat_age": said(health.beat_age) if health.beat_age is not None else "never",
        "oldest_unsent": said(health.oldest_unsent) if health.oldest_unsent is not None else "none",
        "kinds": [row | {"words": kind_words(row["kind"])} for row in OutgoingMail.objects.counted_by_kind()],
        "suspended": suspended.newest_first()[:SHOWN_ADDRESSES],
        "suspended_count": suspended.count(),
        "stop": MailStop.objects.first(),
        "form": form,
    }
    return render(request, "desk/operator.html", context, status=status)
