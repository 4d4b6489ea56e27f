"""An athlete's training as a calendar: the feed that programs read, and files to take away."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_GET, require_safe

from coachapp.access import athlete_only, public
from coachapp.http import UserRequest
from coachapp.limits import is_within, too_many
from plans.actions.calendar_feed import calendar_of, tell
from plans.exports.calendar import CalendarEntry, calendar
from plans.models import CalendarFeed, TrainingSession
from plans.pages.calendar_feed import calendar_rows, uid_of
from plans.words import calendar as words

CONTENT_TYPE = "text/calendar; charset=utf-8"
REFRESH = timedelta(hours=6)


@require_safe
@public("a calendar program has no session: the secret address is the key, and opens nothing else")
def calendar_feed(request: HttpRequest, token: str) -> HttpResponseBase:
    """An unknown address and one taken back are the same to whoever asks."""
    feed = CalendarFeed.objects.opened_by(token).with_athlete().first()
    if feed is None:
        if not is_within(request, "calendar_unknown", counts_get=True):
            return too_many(request)
        raise Http404
    if not is_within(request, "calendar_feed", key=str(feed.pk), counts_get=True):
        return too_many(request)
    return _answer(request, feed)


@require_GET
@athlete_only
def calendar_file(request: UserRequest) -> HttpResponse:
    """Once, as it is now: whoever keeps it is told of no change."""
    return _file(request, name="off-season")


@require_GET
@athlete_only
def session_file(request: UserRequest, session_id: UUID) -> HttpResponse:
    sessions = TrainingSession.objects.open_to(request.user.athlete).asking_something()
    session = get_object_or_404(sessions, pk=session_id)
    return _file(request, name=f"training-{session.date}", uid=uid_of(session))


def _answer(request: HttpRequest, feed: CalendarFeed) -> HttpResponseBase:
    """Nothing, to who has it as it is; whether it changed costs three small queries."""
    at = timezone.now()
    rows = calendar_rows(feed, on=feed.athlete.today(at))
    entries = None if feed.fingerprint == rows.fingerprint else tell(rows, at=at)
    changed_at = int((feed.changed_at or at).timestamp())
    answer = HttpResponse(content_type=CONTENT_TYPE, headers=_headers(feed) | {"Last-Modified": http_date(changed_at)})
    checked = get_conditional_response(request, etag=answer["ETag"], last_modified=changed_at, response=answer)
    if checked is answer:
        answer.content = _written(feed, tell(rows, at=at) if entries is None else entries, refresh=REFRESH)
    return checked or answer


def _headers(feed: CalendarFeed) -> dict[str, str]:
    """For one reader, asked anew each time, and leaving the address in no other log."""
    return {
        "ETag": f'"{feed.etag}"',
        "Cache-Control": "private, no-cache",
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex",
    }


def _file(request: UserRequest, *, name: str, uid: str = "") -> HttpResponse:
    """All entries, or the one of this UID. They are numbered as in the feed, so that either may be the newer one."""
    at, feed = timezone.now(), calendar_of(request.user.athlete)
    rows = calendar_rows(feed, on=feed.athlete.today(at))
    entries = [entry for entry in tell(rows, at=at) if uid in {"", entry.uid}]
    if uid and not entries:
        raise Http404
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.ics"',
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(_written(feed, entries), content_type=CONTENT_TYPE, headers=headers)


def _written(feed: CalendarFeed, entries: Sequence[CalendarEntry], *, refresh: timedelta | None = None) -> bytes:
    name = words.name_of(is_discreet=feed.is_discreet)
    at = feed.changed_at or timezone.now()
    return calendar(entries, name=name, at=at, zone=feed.athlete.zone, refresh=refresh)
