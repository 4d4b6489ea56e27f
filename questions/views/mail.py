"""A mail as it came: read by the desk whose thread it stands in, or that it is held for. Nothing of it runs, loads or opens itself."""

from csp.constants import SELF
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from coachapp.access import desk_or_operator
from coachapp.http import UserRequest
from questions import mail_html
from questions.inbound.letter import Unreadable
from questions.inbound.reading import attachment_of
from questions.models import IncomingMail
from questions.pages.mail import hanging_of, mail_page, read
from questions.queries import joinable_threads, readable_mails


@require_safe
@desk_or_operator
def mail(request: UserRequest, mail_id: int) -> HttpResponse:
    found = mail_page(_mail(request, mail_id))
    context = {"page": found, "threads": [] if found.question else joinable_threads(request.user, found.mail)}
    answer = render(request, "questions/mail.html", context)
    answer._csp_replace = {"frame-src": [SELF]}  # type: ignore[attr-defined]  # noqa: SLF001 -- as csp's decorator does, which is typed for no arguments
    return answer


@require_safe
@desk_or_operator
def attachments(request: UserRequest, mail_id: int) -> HttpResponse:
    """What hangs on it, for the thread's page: a large mail takes a moment to read, and the page does not wait."""
    return render(request, "questions/parts/attachments.html", {"page": mail_page(_mail(request, mail_id))})


@require_safe
@desk_or_operator
@xframe_options_sameorigin
def mail_body(request: UserRequest, mail_id: int) -> HttpResponse:
    letter, _ = read(_mail(request, mail_id))
    if letter is None or not letter.html:
        raise Http404
    headers = {"Content-Security-Policy": mail_html.POLICY, "Referrer-Policy": "no-referrer"}
    return HttpResponse(mail_html.page(letter.html), headers=headers)


@require_safe
@desk_or_operator
def source(request: UserRequest, mail_id: int) -> HttpResponse:
    found = _mail(request, mail_id)
    return _file(bytes(found.raw), name=f"mail-{found.pk}.txt", content_type="text/plain; charset=utf-8")


@require_safe
@desk_or_operator
def attachment(request: UserRequest, mail_id: int, place: int) -> HttpResponse:
    """Always a file, whatever it says that it is: no browser shows it."""
    try:
        found, body = attachment_of(bytes(_mail(request, mail_id).raw), place)
    except Unreadable:
        raise Http404 from None
    return _file(body, name=hanging_of(found).name, content_type="application/octet-stream")


def _mail(request: UserRequest, mail_id: int) -> IncomingMail:
    return get_object_or_404(readable_mails(request.user).select_related("message__question"), pk=mail_id)


def _file(body: bytes, *, name: str, content_type: str) -> HttpResponse:
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or "attachment",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(body, content_type=content_type, headers=headers)
