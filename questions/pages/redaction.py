"""Lines for the coach: "leave this out?" beside each place of a text that others need not know."""

from dataclasses import dataclass
from typing import Final

from django.http import QueryDict

from questions.models import Question
from questions.redaction import around, cut, find_private

FIELDS: Final = {"title": "the title", "public_text": "the question"}
MOST: Final = 12
LINKED: Final = "a link"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrivateLine:
    """`cut` is what the button sends; blank for what stands in the answer, which is changed in its own form."""

    where: str
    kind: str
    before: str
    word: str
    after: str
    cut: str


def private_lines(question: Question, *, title: str, public_text: str) -> list[PrivateLine]:
    """Of title and question first, then of the answer as it stands."""
    answer = getattr(question, "answer", None)
    said = [("title", title), ("public_text", public_text)]
    if answer:
        notes = "\n".join(note["text"] for note in answer.notes)
        said += [("the answer", answer.text), ("the notes", notes), ("the transcript", answer.transcript)]
    return [line for where, text in said for line in _lines(where, text, name=question.asker_name)][:MOST]


def without(typed: QueryDict, wanted: str) -> QueryDict:
    """The form as it was typed, without the place that `wanted` names ("public_text:12:21:ibuprofen").

    As it is where the place holds other words by now.
    """
    field, start, end, word = [*wanted.split(":", 3), "", "", "", ""][:4]
    text = typed.get(field, "").replace("\r\n", "\n")
    if field not in FIELDS or not (start.isdecimal() and end.isdecimal() and len(start + end) < 12):  # noqa: PLR2004
        return typed
    if not word or text[int(start) : int(end)] != word:
        return typed
    changed = typed.copy()
    changed[field] = cut(text, int(start), int(end))
    return changed


def _lines(where: str, text: str, *, name: str) -> list[PrivateLine]:
    text = text.replace("\r\n", "\n")
    lines = []
    for spot in find_private(text, names=[name]):
        if where not in FIELDS and spot.kind == LINKED:
            continue  # the coach's own, and for the readers
        before, word, after = around(text, spot)
        place = f"{where}:{spot.start}:{spot.end}:{word}" if where in FIELDS else ""
        lines.append(
            PrivateLine(
                where=FIELDS.get(where, where), kind=spot.kind, before=before, word=word, after=after, cut=place
            )
        )
    return lines
