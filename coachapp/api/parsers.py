"""What comes in: JSON of a bounded size, or a clear refusal."""

import json
from typing import IO, Any, NoReturn

from django.conf import settings
from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

from coachapp.api.errors import BodyTooLarge


class BoundedJSONParser(JSONParser):
    """Django bounds only the bodies that it reads itself; the framework would read any length into memory."""

    def parse(self, stream: IO[Any], *_: Any, **__: Any) -> Any:
        return read_json(bounded(stream), parse_constant=refuse_constant)


class JSONTextParser(JSONParser):
    """The text itself, once it is known to be JSON: for a reader of its own, which judges the rest."""

    def parse(self, stream: IO[Any], *_: Any, **__: Any) -> Any:
        text = bounded(stream)
        read_json(text)
        return text


def bounded(stream: IO[Any]) -> bytes:
    """The whole body. Raises BodyTooLarge."""
    text: bytes = stream.read(settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    if len(text) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        raise BodyTooLarge
    return text


def read_json(text: bytes, **options: Any) -> Any:
    """Raises ParseError, which says where the JSON breaks off."""
    try:
        return json.loads(text, **options)
    except ValueError as broken:
        raise ParseError(f"This is not JSON: {broken}") from None
    except RecursionError:
        raise ParseError("This JSON is nested too deeply.") from None


def refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")
