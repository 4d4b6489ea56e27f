"""Why an answer did not leave with its off-season, and what to do."""

from typing import Final

from plans.actions.draft import EditedMeanwhile
from plans.actions.publish import CannotPublish, NeedsRemedy, OverlapsAnother

PLAN_REFUSALS: Final = (EditedMeanwhile, CannotPublish, NeedsRemedy, OverlapsAnother)


def plan_refused(refused: Exception) -> str:
    """Nothing has left: neither the answer nor the plan."""
    if isinstance(refused, EditedMeanwhile):
        why = "The off-season was changed meanwhile: this is the newest draft. Look at it, then send again."
    elif isinstance(refused, NeedsRemedy):
        why = "The off-season falls short of the spring plan. Open the builder and choose one of the ways out, or say there why it is right."  # fmt: skip
    else:
        why = str(refused)
    return f"Not sent yet. {why} Or take the tick out and send the answer alone."
