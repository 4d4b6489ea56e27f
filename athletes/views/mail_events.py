"""What the mail provider tells. The address exists only where a provider is configured."""

from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from athletes.actions.bounce import apply_event
from athletes.provider_events import Forged, Unreadable, read_events
from coachapp.access import public


@csrf_exempt
@require_POST
@public("the mail provider calls it, and shows the secret that both sides know")
def mail_events(request: HttpRequest) -> HttpResponse:
    """All of a batch or nothing: after any other answer than 2xx the provider sends it again, which is harmless."""
    try:
        events = read_events(request)
    except Forged as error:
        raise PermissionDenied from error
    except Unreadable as error:
        raise BadRequest("This is not what the provider sends.") from error
    with transaction.atomic():
        for event in sorted(events, key=lambda event: event.address):  # in one order, so that two calls never block
            apply_event(event.address, event.trouble, happened_at=event.at, at=timezone.now())
    return HttpResponse(status=204)
