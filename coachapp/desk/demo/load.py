"""Loads the demo club through the product's own actions. Only for the embedded database."""

import secrets
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from django.db import transaction

from athletes.actions.measure import measure
from athletes.models import Athlete, Coach, HistoryWeek, Measurement, Race, User
from coachapp.desk.demo.inbox import fill_inbox, mailed_by
from plans.actions.draft import save_draft, start_off_season
from plans.actions.log import mark_done
from plans.actions.publish import publish
from plans.engine.contract import merge_patch
from plans.models import OffSeason, TrainingSession
from questions.actions.answer import answer
from questions.actions.ask import Asker, ask
from questions.actions.consent import agree, ask_consent
from questions.consent import TEXT_VERSION, ShownAs

HERE = Path(__file__).parent
# The season counts as the living one from the race until its spring plans have begun.
LIVING = timedelta(days=80)
WEEKS_IN = 5
LET_GO_EVERY = 9
REASON = "We talked it over: she joins the spring plan where she is."

Json = dict[str, Any]
Shift = Callable[[date], date]


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    role: str
    name: str
    email: str
    password: str


@transaction.atomic
def load(*, at: datetime) -> None:
    """Coach, operator, twelve runners, their plans, the library and the inbox. A second call changes nothing."""
    club = _read("club.toml")
    if User.objects.filter(email=club["coach"]["email"]).exists():
        return
    move = shift_for(club["season"], today=at.date())
    coach = Coach.objects.create(user=_user(club["coach"]), since=at)
    _user(club["operator"], is_staff=True)
    for member in club["members"]:
        _member(member, coach=coach, move=move, at=at)
    _library(coach, move=move, at=at)


@transaction.atomic
def new_logins() -> list[Login]:
    """Give everybody in the club a new random password: the coach first, then the operator, then the runners."""
    club = _read("club.toml")
    people = {club["coach"]["email"]: "coach", club["operator"]["email"]: "operator"}
    people |= {member["email"]: "athlete" for member in club["members"]}
    users = User.objects.in_bulk(people, field_name="email")
    return [_login(users[email], role) for email, role in people.items() if email in users]


def _login(user: User, role: str) -> Login:
    password = secrets.token_urlsafe(9)
    user.set_password(password)
    user.save(update_fields=["password"])
    return Login(role=role, name=user.name, email=user.email, password=password)


def shift_for(season: date, *, today: date) -> Shift:
    """Moves every date by the same whole weeks, so that a newcomer finds a living week. No move while it lives."""
    age = today - season
    if timedelta(days=7) <= age <= LIVING:
        return lambda day: day
    weeks = (age - timedelta(weeks=WEEKS_IN)).days // 7
    return lambda day: day + timedelta(weeks=weeks)


def _read(name: str) -> Json:
    return tomllib.loads((HERE / name).read_text())


def _user(person: Json, **fields: Any) -> User:
    known = {name: person[name] for name in ("name", "email", "time_zone", "unit") if name in person}
    user = User.objects.create_user(**known, **fields)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def _member(member: Json, *, coach: Coach, move: Shift, at: datetime) -> None:
    profile = member["profile"]
    account = {**member, "time_zone": profile["time_zone"], "unit": profile.get("unit", "km")}
    user = _user(account) if member.get("has_account", True) else None
    athlete = Athlete.objects.create(user=user, coach=coach, name=member["name"], created_at=at, **profile)
    fall_race = _race(athlete, member["fall_race"], move, at)
    a_race = _race(athlete, member["a_race"], move, at)
    for other in member.get("other_races", []):
        _race(athlete, other, move, at)
    _history(athlete, member, fall_race)
    for one in member.get("measured", []):
        known = Measurement(athlete=athlete, kind=one["kind"], bpm=one["bpm"], source=one["source"])
        known.measured_on = move(one["on"])
        measure(known, by=user or coach.user, at=at)
    if member["state"] != "none":
        _plan(athlete, member, fall_race, a_race, coach=coach, move=move, at=at)


def _race(athlete: Athlete, race: Json, move: Shift, at: datetime) -> Race:
    day = move(race["date"])
    known = {
        name: race[name]
        for name in ("name", "distance_m", "duration_s", "climb_m", "effort", "priority")
        if name in race
    }
    status = "finished" if day < athlete.today(at) else "planned"
    return Race.objects.create(athlete=athlete, date=day, status=status, **known)


def _history(athlete: Athlete, member: Json, fall_race: Race) -> None:
    """Twelve weeks, the race week last, in the athlete's own weeks."""
    first_weekday = 6 if athlete.week_start == "sun" else 0
    race_week = fall_race.date - timedelta(days=(fall_race.date.weekday() - first_weekday) % 7)
    count = len(member["weeks_km"])
    HistoryWeek.objects.bulk_create(
        HistoryWeek(
            athlete=athlete,
            start=race_week - timedelta(weeks=count - 1 - number),
            distance_m=total * 1000,
            longest_m=min(longest, total) * 1000,
        )
        for number, (total, longest) in enumerate(zip(member["weeks_km"], member["longest_km"], strict=True))
    )


def _plan(
    athlete: Athlete, member: Json, fall_race: Race, a_race: Race, *, coach: Coach, move: Shift, at: datetime
) -> None:
    off_season = start_off_season(athlete, fall_race=fall_race, a_race=a_race, by=coach.user, at=at)
    _redraft(off_season, _moved(member.get("plan", {}), move), coach=coach, at=at)
    off_season.note = member.get("note", "")
    off_season.save(update_fields=["note"])
    if member["state"] == "published" and off_season.draft:
        publish(off_season, off_season.draft, seen_lock=off_season.lock, by=coach.user, at=at, reason=REASON)
        _log_the_past(athlete, at=at)
    if days := member["a_race"].get("moved_days"):
        _move_race(off_season, a_race, days=days, coach=coach, at=at)


def _redraft(off_season: OffSeason, patch: Json, *, coach: Coach, at: datetime) -> None:
    if patch and off_season.draft:
        request = merge_patch(off_season.draft.request, patch)
        save_draft(off_season, request=request, edits=[], seen_lock=off_season.lock, by=coach.user, at=at)


def _move_race(off_season: OffSeason, a_race: Race, *, days: int, coach: Coach, at: datetime) -> None:
    """The organiser moved the race after the plan was published: the new draft waits for the coach."""
    a_race.date += timedelta(days=days)
    a_race.save(update_fields=["date"])
    _redraft(off_season, {"a_race": {"date": a_race.date.isoformat()}}, coach=coach, at=at)


def _moved(patch: Json, move: Shift) -> Json:
    """A plan patch with its blackouts moved like every other date."""
    blackouts = [
        {end: move(date.fromisoformat(day)).isoformat() for end, day in blackout.items()}
        for blackout in patch.get("blackouts", [])
    ]
    return patch | {"blackouts": blackouts} if blackouts else patch


def _log_the_past(athlete: Athlete, *, at: datetime) -> None:
    """A believable log: all but every ninth session, each near its plan."""
    done = TrainingSession.objects.of(athlete).filter(date__lt=athlete.today(at)).exclude(ingredient="rest").in_order()
    for number, session in enumerate(done, start=1):
        if number % LET_GO_EVERY and athlete.user:
            mark_done(
                session,
                by=athlete.user,
                at=at - (athlete.today(at) - session.date),
                distance_m=round(session.distance_m * (0.97 + 0.02 * (number % 4)), -2),
                effort=round(session.rpe) or None,
            )


def _library(coach: Coach, *, move: Shift, at: datetime) -> None:
    library = _read("library.toml")
    for number, entry in enumerate(library["answered"]):
        asked_at = at - timedelta(days=40 - 9 * number)
        asker = Asker(
            name=entry["name"] or "A runner", email=f"{entry['slug'][:30]}@demo.example", shown_name=entry["name"]
        )
        question = ask(entry["question"], topic=entry["topic"], by=asker, to=coach, at=asked_at)
        answer(
            question, by=coach, text=entry["answer"], at=asked_at + timedelta(days=1),
            video_url=entry["video_url"], notes=entry["notes"], explains=entry.get("explains", ()),
            transcript=entry.get("transcript", "").strip(),
        )  # fmt: skip
        edition = ask_consent(
            question, by=coach, title=entry["title"], slug=entry["slug"], public_text=entry["question"],
            topic=entry["topic"], publishes=True, at=asked_at + timedelta(days=2),
        )  # fmt: skip
        shown_as = ShownAs.FIRST_NAME if entry["name"] else ShownAs.NAMELESS
        agree(edition, shown_as=shown_as, user=None, at=asked_at + timedelta(days=3))
    inbox, waiting = _read("inbox.toml"), library["open"]
    amanda = User.objects.get(email=waiting["asked_by"])
    letter = mailed_by(amanda, inbox["amanda"] | waiting, coach=coach, at=at)
    letter.consents.create(text_version=TEXT_VERSION, shown_name="Amanda", at=letter.asked_at)
    fill_inbox(inbox, coach=coach, move=move, at=at)
