"""Which parts of a mail a person reads, and what stands in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from questions.inbound.charsets import decoded
from questions.inbound.flowed import unflowed
from questions.inbound.headers import text_of
from questions.inbound.html_text import text_of_html
from questions.inbound.parts import Part

MOST_TEXT_BYTES: Final = 1_000_000  # of all texts of a mail, as they came; the rest is in the original
CUT: Final = "[...]"
WORD: Final = re.compile(r"\w+")
MARKUP: Final = re.compile(r"</?[A-Za-z][\w-]{0,30}>")  # of text/enriched (RFC 1896)
ATTACHED_MAIL: Final = frozenset({"message/rfc822", "message/global"})
OF_A_REPORT: Final = frozenset(
    {"message/delivery-status", "message/disposition-notification", "message/feedback-report", "text/rfc822-headers"}
)


@dataclass(slots=True)
class Texts:
    """What is read at once, what of mails that were attached, and the HTML as it came."""

    shown: list[str] = field(default_factory=list)
    attached: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    left: int = MOST_TEXT_BYTES


def texts_of(mail: Part) -> Texts:
    texts = Texts()
    texts.shown.extend(_shown(mail, texts))
    return texts


def is_text(part: Part) -> bool:
    """A person reads it in the mail, rather than opens it."""
    if part.headers.get_content_maintype() != "text" or part.content_type == "text/calendar":
        return False
    return part.disposition != "attachment" and not (part.disposition and part.headers.get_filename())


def _shown(part: Part, texts: Texts) -> Iterator[str]:
    if part.content_type in ATTACHED_MAIL and part.parts:
        texts.attached.append(_attached(part.parts[0], texts))
    elif part.content_type in OF_A_REPORT:
        texts.attached.append(_plain(part, texts))
    elif part.content_type == "multipart/alternative" and part.parts:
        yield from _best(part.parts, texts)
    elif part.parts:
        for inner in part.parts:
            yield from _shown(inner, texts)
    elif part.headers.get_content_maintype() == "multipart":  # its boundary is nowhere
        yield _plain(part, texts)
    elif is_text(part):
        yield _text(part, texts)


def _best(alternatives: list[Part], texts: Texts) -> Iterator[str]:
    """Plain text, unless the page says much more: "your program does not show HTML" is no words of theirs."""
    plain, rich = "", ""
    for inner in alternatives:
        found = "\n\n".join(text for text in _shown(inner, texts) if text.strip())
        if inner.content_type == "text/plain":
            plain = f"{plain}\n\n{found}".strip("\n") if plain else found
        else:
            rich = f"{rich}\n\n{found}".strip("\n") if rich else found
    yield rich if _says_much_more(rich, plain) else plain


def _says_much_more(rich: str, plain: str) -> bool:
    return len(WORD.findall(rich)) > 3 * len(WORD.findall(plain))


def _attached(mail: Part, texts: Texts) -> str:
    heads = [
        f"{name}: {text_of(mail.headers, name)}" for name in ("From", "Date", "To", "Subject") if mail.headers[name]
    ]
    return "\n".join([*heads, "", *_shown(mail, texts)])


def _text(part: Part, texts: Texts) -> str:
    if part.content_type == "text/html":
        html = _plain(part, texts)
        texts.html.append(html)
        return text_of_html(html)
    text = _plain(part, texts)
    if part.content_type in {"text/enriched", "text/richtext"}:
        return MARKUP.sub("", text)
    if part.param("format").lower() == "flowed":
        return unflowed(text, delsp=part.param("delsp").lower() == "yes")
    return text


def _plain(part: Part, texts: Texts) -> str:
    size = part.end - part.start
    body = part.body(texts.left)
    cut = size > texts.left
    texts.left = max(0, texts.left - size)
    return decoded(body, part.param("charset")) + (f"\n{CUT}" if cut else "")
