"""An export becomes an account again, whole or not at all."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import Model

from athletes.ages import may_have_account
from athletes.models import Athlete, User
from coachapp.desk.own_data.belongings import SECTIONS
from coachapp.desk.own_data.document import FORMAT, VERSION
from coachapp.desk.own_data.section import Bringing, Json, NotReadable, Section, check_text, read


class NotBroughtIn(Exception):
    """Nothing was stored. The text says why."""


def bring_in(document: Any, *, email: str | None, at: datetime) -> User:
    """Make the account that this export was of, under `email` where one is given. Raises NotBroughtIn.

    Without a coach, a password or a second step: the person sets a password by "forgot password".
    """
    _check_head(document)
    if email is not None:
        document = _under(document, check_email(email))
    _check_is_new(document)
    try:
        with transaction.atomic():
            return _brought_in(document, at=at)
    except (IntegrityError, DataError) as error:
        said = str(error).partition("\n")[0]
        raise NotBroughtIn(f"The file contradicts itself, or part of it is here already: {said}") from error


def _brought_in(document: Json, *, at: datetime) -> User:
    bringing = Bringing(at=at, user=User())
    for section in SECTIONS:
        bringing.rows[section.name] = []
        for number, record in enumerate(document[section.name], start=1):
            with _told(section, number):
                row = _row(section, record, bringing)
                row.save(force_insert=True)
                bringing.rows[section.name].append(row)
        _settle(section, bringing)
    _point_forward(document, bringing)
    connection.check_constraints()  # what the database holds to at commit, now, while it can still be told
    return bringing.user


def _check_head(document: Any) -> None:
    if not isinstance(document, dict) or document.get("format") != FORMAT:
        raise NotBroughtIn("This is no export of ours.")
    if document.get("version") != VERSION:
        raise NotBroughtIn(
            f"This export is of version {document.get('version')!r:.20}; this site reads version {VERSION}."
        )
    for section in SECTIONS:
        if not isinstance(document.get(section.name), list):
            raise NotBroughtIn(f"The export has no list of {section.name}.")
    if len(document["account"]) != 1 or len(document["athlete"]) > 1:
        raise NotBroughtIn("An export is of exactly one person.")
    try:
        check_text(document)
    except NotReadable as error:
        raise NotBroughtIn(f"The export cannot be stored: {error}.") from error


def _check_is_new(document: Json) -> None:
    account = document["account"][0]
    email = account.get("email") if isinstance(account, dict) else None
    if isinstance(email, str) and User.objects.filter(email=email.lower()).exists():
        raise NotBroughtIn("There is an account with this address already.")


def _under(document: Json, email: str) -> Json:
    """The same with another address to sign in with."""
    account, addresses = document["account"], document["addresses"]
    renamed = [
        address | {"email": email} if isinstance(address, dict) and address.get("primary") is True else address
        for address in addresses
    ]
    owned = [one | {"email": email} if isinstance(one, dict) else one for one in account]
    return document | {"account": owned, "addresses": renamed}


def _row(section: Section, record: Any, bringing: Bringing) -> Model:
    if not isinstance(record, Mapping):
        raise NotReadable("it is no record")
    values = {
        name: read(section.field_of(name), record.get(name), shape=section.shapes.get(name))
        for name in section.fields.split()
    }
    for name, target in section.links.items():
        values[name] = _linked(section, name, record.get(name), bringing.rows[target])
    if section.by:
        values[section.by] = bringing.user if record.get(section.by) == "you" else None
    if section.owner:
        values[section.owner] = _owner(section, bringing)
    row = section.model(**values)
    section.complete(row, bringing)
    return row


def _linked(section: Section, name: str, number: Any, rows: list[Model]) -> Model | None:
    if number is None and section.field_of(name).null:
        return None
    if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number <= len(rows):
        raise NotReadable(f"{name} points at nothing")
    return rows[number - 1]


def _owner(section: Section, bringing: Bringing) -> User | Athlete:
    if section.owner != "athlete":
        return bringing.user
    if bringing.athlete is None:
        raise NotReadable("it is an athlete's, and the export has none")
    return bringing.athlete


def _settle(section: Section, bringing: Bringing) -> None:
    """What later sections stand on, and what no column says of it."""
    for row in bringing.rows[section.name]:
        if isinstance(row, User):
            bringing.user = row
        elif isinstance(row, Athlete):
            _check_age(row, at=bringing.at)
            bringing.athlete = row
    if section.model is EmailAddress:
        _check_addresses(bringing)


def _check_age(athlete: Athlete, *, at: datetime) -> None:
    if not may_have_account(athlete.birth_date, on=athlete.today(at)):
        raise NotBroughtIn("Accounts are for runners of 16 and older.")


def _check_addresses(bringing: Bringing) -> None:
    """Compared in small letters, as they are signed in with; one that was proven on this site is somebody's already."""
    addresses = [row for row in bringing.rows["addresses"] if isinstance(row, EmailAddress)]
    primary = [address.email for address in addresses if address.primary]
    if primary != [bringing.user.email]:
        raise NotBroughtIn("The first of the addresses must be the one of the account.")
    others = EmailAddress.objects.exclude(user=bringing.user).filter(verified=True)
    if others.filter(email__in=[address.email for address in addresses]).exists():
        raise NotBroughtIn("There is an account with one of these addresses already.")


def _point_forward(document: Json, bringing: Bringing) -> None:
    for section in SECTIONS:
        for number, (record, row) in enumerate(
            zip(document[section.name], bringing.rows[section.name], strict=True), start=1
        ):
            for name, target in section.later.items():
                with _told(section, number):
                    setattr(row, name, _linked(section, name, record.get(name), bringing.rows[target]))
            if section.later:
                row.save(update_fields=list(section.later))


@contextmanager
def _told(section: Section, number: int) -> Iterator[None]:
    """Where in the file something stands that cannot be read."""
    try:
        yield
    except NotReadable as error:
        raise NotBroughtIn(f"{section.name}, number {number}: {error}.") from error


def check_email(email: str) -> str:
    """In small letters. Raises NotBroughtIn."""
    try:
        validate_email(email)
    except ValidationError as error:
        raise NotBroughtIn("This is no e-mail address.") from error
    return email.lower()
