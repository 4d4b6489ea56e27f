"""Everything of one person as a JSON document, piece by piece, so that a long history needs no more memory than a short one."""

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final

from athletes.models import User
from coachapp.desk.own_data.belongings import SECTIONS
from coachapp.desk.own_data.section import Json, Section, written

FORMAT: Final = "off-season export"
VERSION: Final = 1
CHUNK: Final = 10  # a version of a plan is a tenth of a megabyte of text, and ten times that once it is read

Numbers = dict[str, dict[Any, int]]


def document(user: User, *, at: datetime) -> Iterator[str]:
    """The file's text. Equal data give equal text but for `exported_at`."""
    head = {"format": FORMAT, "version": VERSION, "exported_at": written(at)}
    yield _dump(head)[:-1]
    numbers = {section.name: _numbers(section, user) for section in SECTIONS}
    for section in SECTIONS:
        yield f",\n{_dump(section.name)}:["
        for place, record in enumerate(records(section, user, numbers)):
            yield f"{',' if place else ''}\n{_dump(record)}"
        yield "]"
    yield "}\n"


def records(section: Section, user: User, numbers: Numbers) -> Iterator[Json]:
    """Without what came in while we wrote and names a row that was not there when we began."""
    needed = [name for name in section.links if not section.field_of(name).null]
    for row in section.rows(user).iterator(chunk_size=CHUNK):
        record = _record(section, row, user, numbers)
        if all(record[name] is not None for name in needed):
            yield record


def _record(section: Section, row: Any, user: User, numbers: Numbers) -> Json:
    record: Json = {}
    for name, target in {**section.links, **section.later}.items():
        record[name] = numbers[target].get(getattr(row, f"{name}_id"))
    for name in section.fields.split():
        record[name] = written(getattr(row, name))
    if section.by:
        record[section.by] = "you" if getattr(row, f"{section.by}_id") == user.pk else None
    return section.adapt(row, record, user)


def _numbers(section: Section, user: User) -> dict[Any, int]:
    """The place of each row in its section, from 1: how rows name each other in the file."""
    return {pk: place for place, pk in enumerate(section.rows(user).values_list("pk", flat=True), start=1)}


def _dump(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
