"""What stood there before a change, kept in the session of who made it, for the one tap that takes it back.

It is gone with the session, after the tap, and when twenty later changes have come.
"""

from typing import Any, Final

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
