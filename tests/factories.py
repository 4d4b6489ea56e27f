"""Plain functions that make rows. Everything has a sensible default; a test names only what it is about."""

from datetime import UTC, date, datetime
from typing import Any

from allauth.account.models import EmailAddress

from athletes.models import Assistant, Athlete, Coach, HistoryWeek, Measurement, OutgoingMail, Race, Squad, User
from plans.models import OffSeason

PASSWORD = "quite-a-long-password"
NOW = datetime(2026, 11, 4, 9, 0, tzinfo=UTC)
NEW_YORK = date(2026, 11, 1)
BOSTON = date(2027, 4, 19)


def make_user(*, email: str, name: str = "", **fields: Any) -> User:
    user = User.objects.create_user(email, PASSWORD, name=name or email.split("@", maxsplit=1)[0].title(), **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def make_coach(*, email: str, name: str = "", **fields: Any) -> Coach:
    return Coach.objects.create(user=make_user(email=email, name=name, **fields), since=NOW)


def make_assistant(coach: Coach, *, email: str = "fay@example.org", name: str = "Fay Falk") -> Assistant:
    return Assistant.objects.create(user=make_user(email=email, name=name), coach=coach, since=NOW)


def make_athlete(*, name: str = "Bob Brandt", email: str = "", coach: Coach | None = None, **fields: Any) -> Athlete:
    """With an e-mail address they have an account; without one they are a coach's record."""
    said = {field: fields[field] for field in ("time_zone", "unit") if field in fields}
    user = make_user(email=email, name=name, **said) if email else None
    defaults: dict[str, Any] = {
        "birth_date": date(1988, 4, 2),
        "sex": "M",
        "years_running": 4.0,
        "usual_run_days": 5,
        "baseline_m": 60_000.0,
        "baseline_long_m": 22_000.0,
        "created_at": NOW,
    }
    return Athlete.objects.create(user=user, coach=coach, name=name, **(defaults | fields))


def account_of(athlete: Athlete) -> User:
    assert athlete.user is not None, f"{athlete} is a record without an account"
    return athlete.user


def make_race(athlete: Athlete, *, name: str = "New York", day: date = NEW_YORK, **fields: Any) -> Race:
    defaults: dict[str, Any] = {"distance_m": 42_195.0, "priority": "A", "status": "finished"}
    return Race.objects.create(athlete=athlete, name=name, date=day, **(defaults | fields))


def make_measurement(
    athlete: Athlete, *, kind: str = "threshold_hr", day: date | None = NEW_YORK, **fields: Any
) -> Measurement:
    """A threshold of 168 bpm, or what `fields` say. The athlete's own columns stay as they are."""
    amounts: dict[str, Any] = {} if kind == "time_trial" else {"bpm": 168}
    return Measurement.objects.create(
        athlete=athlete, kind=kind, measured_on=day, at=fields.pop("at", NOW), **(amounts | fields)
    )


def make_history(athlete: Athlete, *distances_km: float, first: date) -> list[HistoryWeek]:
    weeks = [
        HistoryWeek(
            athlete=athlete,
            start=date.fromordinal(first.toordinal() + 7 * n),
            distance_m=km * 1000,
            longest_m=km * 330,
        )
        for n, km in enumerate(distances_km)
    ]
    return HistoryWeek.objects.bulk_create(weeks)


def make_off_season(athlete: Athlete, **fields: Any) -> OffSeason:
    """New York to Boston, nothing drafted yet."""
    return OffSeason.objects.create(
        athlete=athlete,
        fall_race=make_race(athlete, duration_s=13_500.0),
        a_race=make_race(athlete, name="Boston", day=BOSTON, status="planned"),
        created_at=NOW,
        **fields,
    )


def make_mail(person: User | None = None, **fields: Any) -> OutgoingMail:
    """A weekly mail that waits, with a key of its own."""
    number = OutgoingMail.objects.count()
    said: dict[str, Any] = {
        "to": person.email if person else f"runner{number}@example.org",
        "recipient": person,
        "kind": "weekly_plan",
        "key": str(number),
        "subject": "Your week",
        "text": "Run.",
        "message_id": f"<{number}@testserver>",
        "not_before": NOW,
        "created_at": NOW,
    }
    return OutgoingMail.objects.create(**(said | fields))


def make_squad(coach: Coach, *athletes: Athlete, name: str = "New York") -> Squad:
    squad = Squad.objects.create(coach=coach, name=name)
    squad.athletes.set(athletes)
    return squad
