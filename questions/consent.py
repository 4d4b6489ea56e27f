"""What an asker agrees to, in the words they saw. A changed text gets a new version; old rows keep theirs."""

from django.db.models import TextChoices

TEXT_VERSION = "2026-11"
TEXT = (
    "May the coach publish the answer in the library? You see the same text as everybody: the coach shortens your"
    " question and leaves out what only you should know. Changed your mind? Tell the coach, and it comes down."
)


class Publishing(TextChoices):
    NAME = "name", "Yes, with my name"
    FIRST_NAME = "first", "Yes, with my first name"
    NAMELESS = "nameless", "Yes, without my name"
    NO = "no", "No, the answer is for me"


def shown_name(choice: str, *, name: str) -> str | None:
    """The name that may stand under the published question; blank for none, None where publishing was refused."""
    if choice == Publishing.NO:
        return None
    if choice == Publishing.NAMELESS:
        return ""
    return name.split(maxsplit=1)[0] if choice == Publishing.FIRST_NAME else name
