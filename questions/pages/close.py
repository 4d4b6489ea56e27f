"""An answer that was given before, sent to somebody else."""

from django.conf import settings

from questions.models import Question


def pointing_to(answered: Question, question: Question) -> str:
    """A short answer that leads to the one in the library."""
    first = question.asker_name.split(maxsplit=1)[0] if question.asker_name.split() else "there"
    return (
        f"Hello {first},\n\nsomebody asked nearly the same before, and this is my answer:\n\n{answered.title}\n"
        f"<{settings.SITE_URL}{answered.get_absolute_url()}>\n\nWrite back if something is still open."
    )
