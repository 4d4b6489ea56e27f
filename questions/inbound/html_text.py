"""A page of HTML as a mail program would write it in plain text: blocks on lines, quotes behind ">"."""

import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

MOST_NODES: Final = 100_000
MOST_QUOTE_DEPTH: Final = 10
# The rules of HTML look up through all open elements at every tag, and open those for formatting anew in every paragraph.
# A page of a few bytes may ask for hours so: what it would ask for is counted before. A long newsletter stays a tenth below.
MOST_WORK: Final = 10_000_000
MOST_FORMATTING: Final = 1_000_000
TAG: Final = re.compile(r"<(/?)([a-z][a-z0-9]{0,20})", re.IGNORECASE)
NEVER_OPEN: Final = frozenset(
    "area base br col dd dt embed hr img input li link meta option p param source td th tr track wbr".split()
)
FORMATTING: Final = frozenset("a b big code em font i nobr s small strike strong tt u".split())
UNSEEN: Final = frozenset(
    {"head", "script", "style", "title", "template", "noscript", "object", "svg", "math", "-comment", "!doctype"}
)
BLOCKS: Final = frozenset(
    "address article aside blockquote body center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr html "
    "li main nav ol p pre section table tbody tfoot thead tr ul".split()
)
WITH_SPACE: Final = frozenset("p h1 h2 h3 h4 h5 h6 ul ol dl pre table blockquote".split())
# How mail programs mark what they quote, other than by a blockquote: all that stands in it is.
QUOTES: Final = re.compile(
    r"\b(?:yahoo_quoted|protonmail_quote|tutanota_quote|zmail_extra|moz-forward-container-quoted|OLK_SRC_BODY_SECTION)\b"
)
# Gmail and others move a paragraph to the right by a blockquote without a bar: that is no quote.
MOVED: Final = re.compile(r"border(?:-left)?(?:-width)?\s*:\s*(?:none|0)|webkit-indent-blockquote")
SPACES: Final = re.compile(r"[ \t\n\r\f]+")


def text_of_html(html: str) -> str:
    """All that can be read on the page. Of a page with more than `MOST_NODES` pieces, that many."""
    if _is_bomb(html):
        return unescape(re.sub(r"<[^<>]*>", "\n", html))
    body = LexborHTMLParser(html).body
    page = _Page()
    if body is not None:
        _write(body, page)
    return page.text()


def _is_bomb(html: str) -> bool:
    work = depth = formatting_work = formatting = 0
    is_open: Counter[str] = Counter()
    for closing, written in TAG.findall(html):
        tag = written.lower()
        if tag not in NEVER_OPEN and (not closing or is_open[tag] > 0):
            step = -1 if closing else 1
            is_open[tag] += step
            depth += step
            formatting += step if tag in FORMATTING else 0
        work += depth
        formatting_work += formatting
    return work > MOST_WORK or formatting_work > MOST_FORMATTING


@dataclass(slots=True)
class _Page:
    lines: list[tuple[int, str]] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    depth: int = 0
    preformatted: int = 0

    def end_line(self, *, space: bool = False) -> None:
        words = "".join(self.pieces)
        self.pieces.clear()
        for line in words.split("\n") if self.preformatted else [SPACES.sub(" ", words).strip(" ")]:
            if line:
                self.lines.append((self.depth, line))
        if space and self.lines and self.lines[-1][1]:
            self.lines.append((self.depth, ""))

    def break_line(self) -> None:
        """What `<br>` does: an empty line too where one stands alone."""
        before = len(self.lines)
        self.end_line()
        if len(self.lines) == before:
            self.lines.append((self.depth, ""))

    def text(self) -> str:
        self.end_line()
        return "\n".join(("> " * min(depth, MOST_QUOTE_DEPTH) + line).rstrip() for depth, line in self.lines).strip(
            "\n"
        )


def _write(body: LexborNode, page: _Page) -> None:
    """Without recursion: a hostile page has as many levels as it has bytes."""
    node: LexborNode | None = body
    for _ in range(MOST_NODES):
        inner = _open(node, page) if node is not None else None
        while inner is None:
            if node is None or node.mem_id == body.mem_id:
                return
            _close(node, page)
            inner, node = node.next, node.parent
        node = inner


def _open(node: LexborNode, page: _Page) -> LexborNode | None:
    """What stands in it, if that is to be read."""
    tag = node.tag or ""
    if tag == "-text":
        page.pieces.append(node.text_content or "")
        return None
    if tag in UNSEEN:
        return None
    if tag == "br":
        page.break_line()
    if tag in BLOCKS:
        page.end_line(space=tag in WITH_SPACE)
    if tag == "li":
        page.pieces.append("- ")
    page.preformatted += tag == "pre"
    page.depth += _is_quote(node, tag)
    return node.child


def _close(node: LexborNode, page: _Page) -> None:
    tag = node.tag or ""
    if tag in {"td", "th"}:
        page.pieces.append(" ")
    if tag in BLOCKS:
        page.end_line(space=False)
    page.depth -= _is_quote(node, tag)
    if tag in WITH_SPACE:
        page.end_line(space=True)
    page.preformatted -= tag == "pre"


def _is_quote(node: LexborNode, tag: str) -> bool:
    if tag == "blockquote":
        return not MOVED.search(node.attributes.get("style") or "")
    if tag != "div":
        return False
    return bool(QUOTES.search(f"{node.attributes.get('class')} {node.attributes.get('id')}"))
