"""A runner takes a coach's offer, or goes their own way again."""

from collections.abc import Iterator
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import IntegrityError, connection, transaction
from django.db.models import ForeignKey, Model, QuerySet

from athletes.actions.archive import bring_back
from athletes.actions.athlete import TooYoung, hold_record_of
from athletes.actions.measure import stand_by_newest
from athletes.actions.reminder import next_reminder
from athletes.actions.settings import tell_account
from athletes.ages import may_have_account
from athletes.models import Athlete, Invitation, Race, User

# What the coach knew and the runner never said.
FILLED_IN = ("sex", "years_running", "usual_run_days", "long_run_day", "baseline_m", "baseline_long_m", "max_hr_bpm")
# Zone and unit of an account that nobody has set yet.
NEW_ACCOUNT = ("UTC", "km")


class InvitationOver(Exception):
    """Taken, withdrawn, or older than 14 days."""


class AddressNotVerified(Exception):
    """The link went to an address that this user has not confirmed as theirs."""


class PlansOverlap(Exception):
    """Both records have a published plan for the same weeks; only their owner can say which one counts."""


@transaction.atomic
def accept(invitation: Invitation, *, by: User, at: datetime) -> Athlete:
    """The runner's record and the coach's become one, coached from now on.

    Raises InvitationOver, AddressNotVerified, TooYoung, PlansOverlap; then nothing has changed.
    """
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if not is_open(invitation, at=at):
        raise InvitationOver
    if not is_addressed_to(invitation, by):
        raise AddressNotVerified
    if not may_have_account(invitation.athlete.birth_date, on=invitation.athlete.today(at)):
        raise TooYoung
    invitation.accepted_at = at
    invitation.save(update_fields=["accepted_at"])
    return _join(invitation, by=by, at=at)


def is_open(invitation: Invitation, *, at: datetime) -> bool:
    """See also `Offer.state`. A record that found its account meanwhile has no open offers."""
    return invitation.state(at=at) == "open" and invitation.athlete.user_id is None


def is_addressed_to(invitation: Invitation, user: User) -> bool:
    """A forwarded link picks nobody: the invited address must be confirmed as this user's."""
    return invitation.email in verified_addresses(user)


def verified_addresses(user: User) -> list[str]:
    confirmed = EmailAddress.objects.filter(user=user, verified=True)
    return [address.lower() for address in confirmed.values_list("email", flat=True)]


@transaction.atomic
def leave_coach(athlete: Athlete, *, at: datetime) -> None:
    """From here on the coach sees nothing. What they wrote stays with the athlete."""
    bring_back(athlete, at=at)  # the archive was the coach's
    athlete.squads.clear()
    athlete.coach = None
    athlete.save(update_fields=["coach"])


def _join(invitation: Invitation, *, by: User, at: datetime) -> Athlete:
    record = invitation.athlete
    own = hold_record_of(by)
    athlete = _taken_over(record, by) if own is None else _merged(record, into=own)
    athlete.user, athlete.coach, athlete.archived_at = by, invitation.coach, None
    athlete.next_reminder_at = next_reminder(athlete, after=at)
    athlete.save()
    tell_account(athlete)
    return athlete


def _taken_over(record: Athlete, user: User) -> Athlete:
    """The coach's record becomes the runner's: by their own name, and by clock and unit where they have chosen any."""
    record.name = user.name or record.name
    if (user.time_zone, user.unit) != NEW_ACCOUNT:
        record.time_zone, record.unit = user.time_zone, user.unit
    return record


def _merged(record: Athlete, *, into: Athlete) -> Athlete:
    """Everything that hangs on the coach's record hangs on the runner's own; their own word wins where both say it."""
    _drop_known_weeks(record, own=into)
    _unite_races(record, own=into)
    try:
        with transaction.atomic():
            for model, field in _what_belongs_to(Athlete):
                QuerySet(model).filter(**{field: record}).update(**{field: into})
            _check_deferred_constraints()
    except IntegrityError as error:
        raise PlansOverlap from error
    into.squads.set(record.squads.all())  # a former coach's squads are none of the new one's
    for name in FILLED_IN:
        setattr(into, name, getattr(into, name) or getattr(record, name))
    stand_by_newest(into)  # both records' measurements hang on it by now
    record.delete()
    return into


def _drop_known_weeks(record: Athlete, *, own: Athlete) -> None:
    record.history_weeks.filter(start__in=own.history_weeks.values("start")).delete()


def _unite_races(record: Athlete, *, own: Athlete) -> None:
    """The same race on both records is one race: what hung on the coach's copy hangs on the runner's."""
    known = {(race.date, race.name): race for race in own.races.all()}
    for copy in record.races.all():
        race = known.get((copy.date, copy.name))
        if race is None:
            continue
        _hang_on(race, copy)
        copy.delete()


def _hang_on(race: Race, copy: Race) -> None:
    try:
        with transaction.atomic():
            for model, field in _what_belongs_to(Race):
                QuerySet(model).filter(**{field: copy}).update(**{field: race})
    except IntegrityError as error:
        raise PlansOverlap from error


def _what_belongs_to(owner: type[Model]) -> Iterator[tuple[type[Model], str]]:
    """(model, field name) of every row that points at one of these, in whatever app: apps above are not imported."""
    for relation in owner._meta.related_objects:
        if isinstance(relation.field, ForeignKey) and isinstance(relation.related_model, type):
            yield relation.related_model, relation.field.name


def _check_deferred_constraints() -> None:
    """Now, not at commit, so that the error can still be told."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
