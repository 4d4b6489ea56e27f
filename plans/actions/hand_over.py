"""An athlete goes to another coach, or on alone: what was published stays with them, what they never saw goes."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from athletes.actions.athlete import hold_record_of
from athletes.actions.join import accept, leave_coach
from athletes.models import Athlete, Invitation, User
from plans.models import OffSeason, PlanVersion


@transaction.atomic
def join_coach(invitation: Invitation, *, by: User, at: datetime) -> Athlete:
    """Coached by the inviting coach from now on; a coach they had sees nothing from here. Raises as `accept` does."""
    own = hold_record_of(by)
    if own is not None and own.coach_id not in {None, invitation.coach_id}:
        drop_unseen(own)
    return accept(invitation, by=by, at=at)


@transaction.atomic
def go_alone(athlete: Athlete, *, at: datetime) -> None:
    """Without a coach from now on."""
    drop_unseen(athlete)
    leave_coach(athlete, at=at)


def drop_unseen(athlete: Athlete) -> None:
    """A coach's drafts are between that coach and their desk: neither the next coach nor the athlete finds them.

    What is published stays, with the days that were lived in, and so does what the athlete drafted themselves.
    """
    for off_season in OffSeason.objects.filter(athlete=athlete).select_related("published"):
        _drop_unseen_of(off_season, own=Q(by__isnull=False, by=athlete.user_id))


def _drop_unseen_of(off_season: OffSeason, *, own: Q) -> None:
    stays = off_season.versions.filter(own | Q(pk=off_season.published_id))
    draft = off_season.published or stays.newest_first().first()
    # The pointer first: the database protects the version that it points at.
    OffSeason.objects.filter(pk=off_season.pk).update(draft=draft)
    off_season.versions.exclude(pk__in=list(stays.values_list("pk", flat=True))).delete()
    if off_season.published is not None:
        _forget_whys(off_season.published)
    if draft is None and not off_season.sessions.exists() and not off_season.session_notes.exists():
        OffSeason.objects.filter(pk=off_season.pk).delete()


def _forget_whys(version: PlanVersion) -> None:
    """Why a coach changed a session they wrote for themselves; the change itself is in the plan and stays."""
    edits = [{name: value for name, value in edit.items() if name != "why"} for edit in version.edits]
    PlanVersion.objects.filter(pk=version.pk).update(edits=edits)
