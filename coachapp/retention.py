"""How long each stored field is kept. A system check wants a rule for every field of our models.

The rules are words that erasing and clean-up follow; they are declared beside the fields, as `kept`.
"""

from collections.abc import Mapping
from enum import Enum


class Keep(Enum):
    NOT_PERSONAL = "says nothing about a person by itself"
    WITH_PERSON = "until the person it is about is erased"
    WITH_THREAD = "until the thread is erased, or its sender asks"
    UNTIL_DONE = "until it has done its work"
    THIRTY_DAYS = "thirty days after it has done its work"
    IDS_ONLY = "for ever, because it holds ids and moments only"


Kept = Mapping[str, Keep]


def kept(**fields: str) -> Kept:
    """`kept(WITH_PERSON="name email", NOT_PERSONAL="code")`: field names by rule."""
    return {name: Keep[rule] for rule, names in fields.items() for name in names.split()}
