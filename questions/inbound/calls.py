"""A call of a mail provider, read without the limits that pages have: one field of it is a whole mail."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from email.parser import HeaderParser
from typing import Any, Final
from urllib.parse import parse_qsl

from django.core.files.uploadedfile import SimpleUploadedFile

MOST_FIELDS: Final = 2_000


class Fields(dict[str, str]):
    """A form's fields as text, and in `as_came` as bytes: a raw mail is no text."""

    encoding = "utf-8"

    def __init__(self) -> None:
        super().__init__()
        self.as_came: dict[str, bytes] = {}

    def keep(self, name: str, value: bytes) -> None:
        self[name], self.as_came[name] = value.decode("utf-8", "replace"), value


@dataclass(frozen=True, slots=True)
class Call:
    """What django-anymail asks of a request, in Django's words."""

    META: dict[str, Any]
    content_type: str
    body: bytes = b""
    POST: Fields = field(default_factory=Fields)
    FILES: dict[str, SimpleUploadedFile] = field(default_factory=dict)


def read_call(head: Call, body: bytes) -> Call:
    """Raises ValueError for a form that is none."""
    fields, files = Fields(), dict[str, SimpleUploadedFile]()
    if head.content_type == "multipart/form-data":
        for headers, content in _parts(body, str(head.META.get("CONTENT_TYPE", ""))):
            name, file_name = str(headers.get_param("name", "", "Content-Disposition")), headers.get_filename()
            if file_name is None:
                fields.keep(name, content)
            else:
                files[name] = SimpleUploadedFile(file_name or "attachment", content, headers.get_content_type())
    elif head.content_type == "application/x-www-form-urlencoded":
        # Latin-1 there and back: each byte stays itself.
        for name, value in parse_qsl(body.decode("latin-1"), True, encoding="latin-1", max_num_fields=MOST_FIELDS):
            fields.keep(name, value.encode("latin-1"))
    return Call(head.META, head.content_type, body, fields, files)


def _parts(body: bytes, content_type: str) -> Iterator[tuple[Message, bytes]]:
    """Each field's headers and content (RFC 7578)."""
    boundary = _headers(f"Content-Type: {content_type}").get_boundary()
    if not boundary:
        raise ValueError("a form without a boundary")
    _, *pieces = (b"\r\n" + body).split(b"\r\n--" + boundary.encode(), MOST_FIELDS)
    for piece in pieces:
        head, blank, content = piece.partition(b"\r\n\r\n")
        if blank and not piece.startswith(b"--"):
            yield _headers(head.strip().decode("utf-8", "replace")), content


def _headers(text: str) -> Message:
    return HeaderParser().parsestr(text)
