"""Mail that the provider hands over. The address exists only where a provider is configured."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from io import BytesIO
from typing import Final

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from coachapp.access import public
from questions.actions.take_mail import take
from questions.inbound.calls import Call, read_call
from questions.inbound.provider_mail import (
    OLDEST,
    Forged,
    Handed,
    NotUnderstood,
    check_caller,
    check_signed_now,
    mails_in,
    reader_of,
)
from questions.inbound.raw import NoMail, read_raw
from questions.models import Door
from questions.tasks import enqueue

WRAPPED: Final = 1.5  # base 64 and a form around it make a mail so much larger
SPENT_S: Final = int(2 * OLDEST.total_seconds()) + 60  # as long as its age could be right


@csrf_exempt
@require_POST
@public("the mail provider calls it, and shows the secret that both sides know")
def mail_in(request: HttpRequest) -> HttpResponse:
    """Stored and committed, then 200; reading it is a worker's. After any other answer the provider sends it again."""
    try:
        with _admitted(request) as handed:
            for one in handed:
                _take(one)
    except Forged as error:
        raise PermissionDenied from error
    except (NotUnderstood, NoMail) as error:
        raise BadRequest("This is not what the provider sends.") from error
    return HttpResponse()


def _take(handed: Handed) -> None:
    raw = read_raw(BytesIO(handed.raw), most=settings.LARGEST_MAIL)
    mail = take(
        raw,
        door=Door.WEBHOOK,
        envelope_from=handed.envelope_from,
        envelope_to=handed.envelope_to,
        at=timezone.now(),
    )
    enqueue(mail.pk)


@contextmanager
def _admitted(request: HttpRequest) -> Iterator[list[Handed]]:
    """What was handed over by who may. A signature is spent with it, unless what follows fails."""
    reader = reader_of(settings.INBOUND_PROVIDER, settings.INBOUND_SECRET)
    head = Call(request.META, request.content_type or "")
    is_signed = settings.INBOUND_PROVIDER == "mailgun"
    if not is_signed:
        check_caller(reader, head)  # before a byte of it is read
    call = _read(request, head)
    if not is_signed:
        yield mails_in(reader, call)
        return
    check_caller(reader, call)
    with _spent(check_signed_now(call, at=timezone.now())):
        yield mails_in(reader, call)


@contextmanager
def _spent(token: str) -> Iterator[None]:
    key = f"mail-in:{sha256(token.encode()).hexdigest()}"
    if not cache.add(key, 1, timeout=SPENT_S):
        raise Forged
    try:
        yield
    except Exception:
        cache.delete(key)
        raise


def _read(request: HttpRequest, head: Call) -> Call:
    most = int(settings.LARGEST_MAIL * WRAPPED)
    body = request.read(most + 1)
    if len(body) > most:
        raise NotUnderstood
    try:
        return read_call(head, body)
    except ValueError as error:
        raise NotUnderstood from error
