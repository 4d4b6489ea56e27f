"""What a browser calls itself, as its owner would say it."""

import re
from typing import Final

from django import template

register = template.Library()

# The first that matches: most name others as well, to be let in.
BROWSERS: Final = (
    ("Edge", r"\bEdg(e|A|iOS)?/"),
    ("Opera", r"\bOPR/"),
    ("Samsung Internet", r"\bSamsungBrowser/"),
    ("Firefox", r"\b(Firefox|FxiOS)/"),
    ("Chrome", r"\b(Chrome|CriOS|HeadlessChrome)/"),
    ("Safari", r"\bSafari/"),
)
SYSTEMS: Final = (
    ("Android", r"\bAndroid\b"),
    ("iPhone", r"\biPhone\b"),
    ("iPad", r"\biPad\b"),
    ("Windows", r"\bWindows\b"),
    ("Mac", r"\bMac(intosh| OS X)\b"),
    ("Linux", r"\bLinux\b"),
)


@register.filter
def browser(user_agent: str) -> str:
    """ "Firefox on Windows"; "A browser" for what says nothing that is known."""
    name, system = _named(BROWSERS, user_agent) or "A browser", _named(SYSTEMS, user_agent)
    return f"{name} on {system}" if system else name


def _named(known: tuple[tuple[str, str], ...], user_agent: str) -> str:
    return next((name for name, pattern in known if re.search(pattern, user_agent)), "")
