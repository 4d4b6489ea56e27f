"""Where the person looking at a page can go: the links of the masthead, for every template."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

VISITOR = (
    ("Planner", "home"),
    ("Answers", "questions:list"),
    ("Calculators", "plans:tools"),
    ("Sign in", "account_login"),
)
ATHLETE = (
    ("Week", "plans:week"),
    ("Season", "plans:season"),
    ("Log", "plans:log"),
    ("Races", "athletes:races"),
    ("Answers", "questions:list"),
    ("Settings", "athletes:settings"),
)
COACH = (
    ("Board", "desk:board"),
    ("Athletes", "athletes:roster"),
    ("Assign", "plans:assign"),
    ("Inbox", "questions:inbox"),
    ("Library", "plans:library"),
    ("Policy", "plans:policy"),
    ("Answers", "questions:list"),
    ("Settings", "athletes:settings"),
)
NEWCOMER = (("Start", "athletes:start"), ("Answers", "questions:list"), ("Settings", "athletes:settings"))
OPERATOR = (("Operator", "desk:operator"),)
Pages = tuple[tuple[str, str], ...]


class NavItem(NamedTuple):
    label: str
    url: str
    is_current: bool


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `nav`, whether it sits under the thumb, and `who` is signed in."""
    user = getattr(request, "user", None)  # absent where a middleware refused the request before authentication
    if user is None or not user.is_authenticated:
        return {"nav": links(VISITOR, path=request.path), "nav_is_thumb": False, "who": ""}
    is_thumb = not user.has_desk and not user.is_staff and user.is_athlete
    return {"nav": links(_pages_of(user), path=request.path), "nav_is_thumb": is_thumb, "who": _who(user)}


def links(pages: Pages, *, path: str) -> list[NavItem]:
    """The pages as links; the one whose address is the longest beginning of `path` is the current one."""
    found = list(_addresses(pages))
    urls = [url for _, url in found]
    here = max((url for url in urls if _leads_to(url, path, among=urls)), key=len, default="")
    return [NavItem(label, url, url == here) for label, url in found]


def _pages_of(user: Any) -> Pages:
    own = COACH if user.has_desk else ATHLETE if user.is_athlete else NEWCOMER
    return own + OPERATOR if user.is_staff else own


def _who(user: Any) -> str:
    name = user.get_full_name()
    if user.is_coach:
        return f"{name}, coach"
    return f"{name}, with {user.desk}" if user.is_assistant else name


def _addresses(pages: Pages) -> Iterator[tuple[str, str]]:
    for label, name in pages:
        try:
            yield label, reverse(name)
        except NoReverseMatch:
            continue


def _leads_to(url: str, path: str, *, among: list[str]) -> bool:
    """What is the beginning of another link's address, such as the board's, stands for its own page alone."""
    is_stem = any(other != url and other.startswith(url) for other in among)
    return path == url if url == "/" or is_stem else path.startswith(url)
