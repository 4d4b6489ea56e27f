"""Coaches write Markdown; readers get plain, harmless HTML."""

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

# No images: a page of ours makes no reader's browser ask another host for anything.
TAGS = {"p", "br", "h2", "h3", "h4", "strong", "em", "a", "ul", "ol", "li", "blockquote", "code", "pre", "hr"}
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto"}
MARKDOWN = MarkdownIt("commonmark", {"html": False})


def to_html(text: str) -> str:
    """Raw HTML in the text stays text. The page has its own first heading, so the writer's begin one level lower."""
    tokens = [_lowered(token) for token in MARKDOWN.parse(text)]
    html = MARKDOWN.renderer.render(tokens, MARKDOWN.options, {})
    return nh3.clean(html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="nofollow noopener")


def _lowered(token: Token) -> Token:
    if token.tag in {"h1", "h2", "h3"}:
        token.tag = f"h{int(token.tag[1]) + 1}"
    return token
