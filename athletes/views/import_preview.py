"""The look before an import, and what the import then says.

Between the two the text travels in the page, signed for whoever looks: nothing is stored before it is told to, and a
preview that is older than a day is over.
"""

from datetime import timedelta
from typing import Any, Final

from django.core import signing

from athletes.actions.bring_in import Weighed
from athletes.imports.columns import Reading
from athletes.imports.table import Unreadable
from athletes.views.import_kinds import Way
from coachapp.http import UserRequest

PREVIEW_LIFE: Final = timedelta(days=1)
MOST_CARRIED: Final = 900_000  # a form may have a million bytes
SHOWN: Final = 10
LISTED: Final = 50
OVER: Final = "This preview is over. Choose the file once more: nothing of it was stored."


def preview_context(way: Way, reading: Reading[Any], weighed: Weighed[Any, Any], *, unit: str) -> dict[str, Any]:
    return {
        "way": way,
        "fresh": way.counted(len(weighed.fresh)),
        "weighed": weighed,
        "rows": [(line.line, way.cells(line, row, unit)) for line, row in weighed.fresh[:SHOWN]],
        "known": weighed.known[:LISTED],
        "bad": weighed.bad[:LISTED],
        "left_aside": reading.left_aside,
    }


def carried(said: dict[str, Any], *names: str, salt: str) -> str:
    """What the page brings back. Raises Unreadable when it would be more than a form may hold."""
    token = signing.dumps({name: said[name] for name in names}, salt=salt, compress=True)
    if len(token) > MOST_CARRIED:
        raise Unreadable("That is more than a page can carry. Split it in two.")
    return token


def brought_back(request: UserRequest, *, salt: str) -> dict[str, Any]:
    """Raises BadSignature: another's, older than a day, or changed on the way."""
    said: dict[str, Any] = signing.loads(request.POST.get("carried", ""), salt=salt, max_age=PREVIEW_LIFE)
    return said


def done_words(way: Way, weighed: Weighed[Any, Any]) -> str:
    """ "27 athletes are in. 2 were there already, 3 rows were left out."."""
    came = f"{way.counted(len(weighed.fresh))} {'is' if len(weighed.fresh) == 1 else 'are'} in."
    known = [f"{len(weighed.known):,} there already"] if weighed.known else []
    bad = [f"{len(weighed.bad):,} left out"] if weighed.bad else []
    rest = f" {', '.join(known + bad)}." if known or bad else ""
    return (came if weighed.fresh else "Nothing new was in it.") + rest
