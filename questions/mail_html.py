"""A mail's own HTML made harmless: words, links and tables. Nothing is fetched, hidden, run or sent."""

from base64 import b64encode
from hashlib import sha256
from typing import Final

import nh3


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


# No images: to load one tells its sender that the mail was read. No styles: they hide words and lay things over ours.
TAGS: Final = _names(
    "a abbr b blockquote br caption center code dd del div dl dt em font h1 h2 h3 h4 h5 h6 hr i ins kbd li ol"
    " p pre q s small span strike strong sub sup table tbody td tfoot th thead tr u ul"
)
DROPPED_WHOLE: Final = _names(
    "applet audio canvas embed frame frameset head iframe math noembed noframes noscript object plaintext"
    " script select style svg template textarea title video xmp"
)
ATTRIBUTES: Final = {"a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
SCHEMES: Final = {"http", "https", "mailto"}
STYLE: Final = (
    ":root{color-scheme:light dark}body{margin:0;padding:.25rem;font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}"
    "a{color:light-dark(#A8480C,#F2A570)}blockquote{margin:0 0 0 .5rem;padding-left:.75rem;border-left:2px solid #857E71}"
    "td,th{padding:.1rem .5rem .1rem 0;vertical-align:top;text-align:start}pre{white-space:pre-wrap}"
)
STYLE_DIGEST: Final = b64encode(sha256(STYLE.encode()).digest()).decode()
# For a frame of ours that is a sandbox as well: whatever was missed above runs nowhere and asks nobody.
POLICY: Final = (
    f"default-src 'none'; style-src 'sha256-{STYLE_DIGEST}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self';"
    " sandbox allow-popups allow-popups-to-escape-sandbox"
)


def clean(html: str) -> str:
    """Links open elsewhere, and say to nobody where they were followed from."""
    return nh3.clean(
        html,
        tags=set(TAGS),
        clean_content_tags=set(DROPPED_WHOLE),
        attributes=ATTRIBUTES,
        set_tag_attribute_values={"a": {"target": "_blank"}},
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )


def page(html: str) -> str:
    """A whole document, for a frame."""
    return f'<!doctype html><html lang=""><meta charset="utf-8"><title>E-mail</title><style>{STYLE}</style><body>{clean(html)}'
