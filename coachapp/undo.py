"""What stood there before a change, kept in the session of who made it, for the one tap that takes it back.

It is gone with the session, after the tap, and when twenty later changes have come.
"""

from typing import Any, Final

from django.contrib.sessions.models import Session

from coachapp.http import UserRequest

Json = dict[str, Any]

KEY: Final = "before"
MOST: Final = 20


def remember(request: UserRequest, what: str, before: Json | None) -> None:
    """`before` is None where nothing was there."""
    kept = [one for one in request.session.get(KEY, []) if one[0] != what]
    request.session[KEY] = [*kept, (what, before)][-MOST:]


def recall(request: UserRequest, what: str) -> tuple[bool, Json | None]:
    """Was it remembered, and what stood there. A second tap finds nothing."""
    kept = request.session.get(KEY, [])
    found = [before for name, before in kept if name == what]
    request.session[KEY] = [one for one in kept if one[0] != what]
    return bool(found), found[0] if found else None


def forget_everywhere(about: str) -> None:
    """In every open session, whoever's: what is remembered under a name that holds this word, such as an athlete's number.

    A session does not say what it holds without being read, so all are read.
    """
    for session in Session.objects.iterator(chunk_size=1000):
        said = session.get_decoded()
        before = said.get(KEY, [])
        kept = [one for one in before if about not in one[0]]
        if len(kept) < len(before):
            text = Session.objects.encode(said | {KEY: kept})
            Session.objects.filter(pk=session.pk).update(session_data=text)
