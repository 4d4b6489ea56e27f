"""A page with a video may frame the players that the operator allows, after a press; all others frame nothing."""

from csp.constants import NONE
from django.http import HttpResponse

from questions.video import player_hosts


def may_frame_players(page: HttpResponse) -> HttpResponse:
    page._csp_replace = {"frame-src": player_hosts() or [NONE]}  # type: ignore[attr-defined]  # noqa: SLF001 -- as csp's decorator does, which is typed for no arguments
    return page
