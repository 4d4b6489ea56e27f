"""What an asker agrees to, in the words they saw. A changed text gets a new version; old rows keep theirs."""

from typing import Final

from django.core.signing import BadSignature, Signer
from django.db.models import TextChoices

TEXT_VERSION = "2026-11"
TEXT = (
    "May the coach publish the answer in the library? Before anything stands there, you see the text by mail and say"
    " yes or no to it: the coach shortens your question and leaves out what only you should know."
)
# Of the page that shows the text itself.
PAGE_VERSION: Final = "2026-11-page"
NAMELESS: Final = "a runner"
SIGNER: Final = Signer(sep=".", salt="questions.consent")


class Publishing(TextChoices):
    NAME = "name", "Yes, with my name"
    FIRST_NAME = "first", "Yes, with my first name"
    NAMELESS = "nameless", "Yes, without my name"
    NO = "no", "No, the answer is for me"


class ShownAs(TextChoices):
    FIRST_NAME = "first", "with my first name"
    INITIAL = "initial", "with my initial"
    NAMELESS = "nameless", "without my name"


def shown_name(choice: str, *, name: str) -> str | None:
    """The name that may stand under the published question; blank for none, None where publishing was refused."""
    if choice == Publishing.NO:
        return None
    if choice == Publishing.NAMELESS:
        return ""
    return name.split(maxsplit=1)[0] if choice == Publishing.FIRST_NAME else name


def names_made_from(name: str) -> dict[ShownAs, str]:
    """Amanda, A. or nobody (blank), as far as there is a name that can be shown."""
    first = first_name(name)
    initial = next((letter.upper() for letter in first if letter.isalpha()), "")
    found = {ShownAs.FIRST_NAME: first, ShownAs.INITIAL: f"{initial}." if initial else ""}
    return {way: made for way, made in found.items() if made} | {ShownAs.NAMELESS: ""}


def first_name(name: str) -> str:
    """Blank where none was given, or an address stands in its place. "Reyes, Amanda" is Amanda."""
    _, comma, after = name.partition(",")
    words = (after if comma and after.strip() else name).split()
    is_name = bool(words) and "@" not in name and name.strip().lower() != NAMELESS
    return words[0].strip(".,;:!?\"'()<>") if is_name else ""


def token_of(edition_id: int) -> str:
    """The key to one text and nothing else. When it ends is read from the row: it may be made and mailed again."""
    return SIGNER.sign(f"{edition_id:x}")


def edition_of(token: str) -> int:
    """Raises BadSignature for what is not ours."""
    try:
        return int(SIGNER.unsign(token), 16)
    except ValueError as outgrown:
        raise BadSignature("this link is of another shape") from outgrown


__all__ = [
    "NAMELESS",
    "PAGE_VERSION",
    "TEXT",
    "TEXT_VERSION",
    "BadSignature",
    "Publishing",
    "ShownAs",
    "edition_of",
    "first_name",
    "names_made_from",
    "shown_name",
    "token_of",
]
