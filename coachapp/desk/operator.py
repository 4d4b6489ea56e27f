"""The operator's page: does mail leave?"""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from athletes.mail_health import mail_health, said
from athletes.models import OutgoingMail
from coachapp.access import operator_only
from coachapp.http import UserRequest

SHOWN_FAILURES = 20


@require_safe
@operator_only
def operator(request: UserRequest) -> HttpResponse:
    health = mail_health(at=timezone.now())
    context = {
        "health": health,
        "complaints": list(health.complaints()),
        "beat_age": said(health.beat_age) if health.beat_age is not None else "never",
        "oldest_unsent": said(health.oldest_unsent) if health.oldest_unsent is not None else "none",
        "failures": OutgoingMail.objects.recently_failed()[:SHOWN_FAILURES],
    }
    return render(request, "desk/operator.html", context)
