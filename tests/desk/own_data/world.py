"""Zqvx, who has one of everything: signs of other scripts, several versions, words in every place."""

from datetime import UTC, date, datetime, time, timedelta

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from rest_framework.authtoken.models import Token

from athletes.actions.address_health import note_trouble
from athletes.actions.invite import invite
from athletes.actions.mail import queue_mail
from athletes.actions.set_aside import set_aside
from athletes.actions.team import invite_assistant
from athletes.models import (
    Assistant,
    Athlete,
    AvailabilityWeek,
    Coach,
    Invitation,
    OutgoingMail,
    SafetyAnswer,
    User,
)
from athletes.models.address_health import Trouble
from plans.actions.calendar_feed import calendar_of, choose_look, switch_on, tell
from plans.actions.check_in import check_in_after
from plans.actions.log import mark_done
from plans.actions.run import add_run, match_run
from plans.models import Absence, Ache, AssignmentRow, CheckIn, OffSeason, Proposal, ReadyDraft, SessionNote
from plans.pages.calendar_feed import calendar_rows
from questions.models import AnswerDraft, Message
from tests.factories import NOW, account_of, make_athlete, make_history, make_measurement, make_race, make_squad
from tests.plans.assigning import make_batch
from tests.plans.drafted import drafted, make_draft, publish_draft, redraft
from tests.questions.factories import make_answered, make_incoming, make_published, make_question

MARK = "Zqvx"
EMAIL = "zqvx@example.org"
SECOND = "second.zqvx@example.org"
NAME = f"{MARK} بوب 🏃🏽‍♀️ Ünal"
LATER = datetime(2026, 12, 10, 9, 0, tzinfo=UTC)
SECRET = "between Alice and her desk"
LOGGED = "=HYPERLINK cold, but كويس 👍"
CHRISTMAS = date(2026, 12, 24)


def make_zqvx(alice: Coach | None) -> Athlete:
    """An athlete with training, words and mail; at the desk of this coach, or on their own."""
    zqvx = make_athlete(
        name=NAME,
        email=EMAIL,
        coach=alice,
        available_min={"mon": 0, "sat": 240},
        fixed=[{"weekday": "wed", "ingredient": "fast"}],
    )
    user = account_of(zqvx)
    EmailAddress.objects.create(user=user, email=SECOND, verified=True, primary=False)
    make_history(zqvx, 50, 55, 60, first=date(2026, 9, 7))
    make_race(zqvx, name="Jingle 🔔 جري", day=date(2026, 12, 20), distance_m=10_000.0, goal="=1+1", status="planned")
    SafetyAnswer.objects.create(athlete=zqvx, flags=["bone_stress"], cleared_on=date(2026, 10, 1), answered_at=NOW)
    make_body(zqvx, user)
    season = make_season(zqvx, user)
    make_life(season, user)
    make_talk(season, user)
    make_calendar(zqvx)
    make_words(zqvx, user)
    return zqvx


def make_body(zqvx: Athlete, user: User) -> None:
    """Measured, an ache that stays and one that has gone."""
    make_measurement(zqvx, source="lab 🫀 =1+1", by=user)
    make_measurement(zqvx, kind="time_trial", day=None, distance_m=5_000.0, duration_s=1_234.5)
    tap = CheckIn.objects.create(
        athlete=zqvx, week_start=date(2026, 11, 30), feeling="ache", where="left shin", by=user, at=LATER
    )
    Ache.objects.create(athlete=zqvx, where="Left shin", said_in=tap, by=user, at=LATER, asked_at=LATER)
    Ache.objects.create(athlete=zqvx, where="كعب", by=user, at=NOW, gone_at=LATER)


def make_season(zqvx: Athlete, user: User) -> OffSeason:
    """Two published versions, a newer draft, and three days that were lived in."""
    season = make_draft(zqvx, note="Sleep more. 😴")
    publish_draft(season)
    redraft(season, {"policy": {"cut": 0.3}})
    publish_draft(season, at=NOW + timedelta(days=3))
    first = drafted(season).response["weeks"][5]["sessions"][0]
    redraft(season, edits=[{"op": "remove", "key": first["key"], "why": SECRET}])
    for session in season.sessions.exclude(ingredient="rest").order_by("date")[:3]:
        mark_done(session, by=user, at=LATER, effort=4, note=LOGGED)
    return season


def make_life(season: OffSeason, user: User) -> None:
    """Days otherwise than planned: a run that was a session and one beside the plan, moved, let go, away."""
    zqvx = season.athlete
    logged = season.sessions.done().in_order()[0]
    check_in_after(logged, feeling="hard", where="", by=user, at=LATER)
    planned = list(season.sessions.runs().filter(log=None).in_order()[:3])
    said = {"date": planned[0].date, "distance_m": 8_000.0, "effort": 5, "note": LOGGED}
    match_run(add_run(zqvx, key="it-was", said=said, at=LATER), planned[0], by=user, at=LATER)
    beside = {"date": planned[0].date, "duration_s": 1_800, "note": "=1+1 🌧️", "source": "file"}
    add_run(zqvx, key="beside", said=beside, at=LATER)
    season.sessions.filter(pk=planned[1].pk).update(moved_from=planned[1].date - timedelta(days=1))
    season.sessions.filter(pk=planned[2].pk).update(let_go_at=LATER)
    AvailabilityWeek.objects.create(athlete=zqvx, start=date(2026, 12, 28), minutes={"tue": 0}, note="✈️", at=NOW)
    away = {"kind": "away", "start": CHRISTMAS, "end": CHRISTMAS + timedelta(days=2)}
    Absence.objects.create(athlete=zqvx, by=user, at=NOW, **away)
    news = {"date": CHRISTMAS.isoformat(), "was": [["Easy run", 8000, 2880]], "now": []}
    OffSeason.objects.filter(pk=season.pk).update(changed_days=[news], changes_seen_at=LATER)


def make_talk(season: OffSeason, user: User) -> None:
    """What a tap came to, and words about a session from either side."""
    zqvx, coach = season.athlete, season.athlete.coach
    planner, other = (coach.user, coach.user) if coach else (user, None)
    tap = CheckIn.objects.get(athlete=zqvx, session__isnull=False)
    Proposal.objects.create(
        athlete=zqvx,
        off_season=season,
        feeling="hard",
        newest=tap,
        after_sessions=True,
        cut_before=0.3,
        cut_after=0.35,
        at=NOW,
        outcome="accepted",
        answered_by=planner,
        answered_at=LATER,
        word="Take it easy. 🧘",
        version=season.published,
    )
    about = season.sessions.in_order()[0]
    said = {"athlete": zqvx, "off_season": season, "key": about.key, "title": about.title, "day": about.date}
    said |= {"coach": coach, "read_at": LATER}
    SessionNote.objects.create(author=user, by_athlete=True, text="In the dark? 🌚", at=NOW, edited_at=LATER, **said)
    SessionNote.objects.create(author=other, by_athlete=False, text="Take a lamp.", at=LATER, **said)


def make_calendar(zqvx: Athlete) -> None:
    """On, at seven, and read once."""
    switch_on(zqvx, at=NOW)
    choose_look(zqvx, is_discreet=False, hour=time(7))
    tell(calendar_rows(calendar_of(zqvx), on=LATER.date()), at=LATER)


def make_words(zqvx: Athlete, user: User) -> None:
    """Two questions, one of them from the second address without signing in; a mail sent and one that waits."""
    User.objects.filter(pk=user.pk).update(mail_off=["question_answered"])
    asked = make_question(asker=user, asker_name=NAME, asker_email=EMAIL, title="How long? 🤔")
    Message.objects.filter(question=asked).update(mail=make_incoming(sender=EMAIL, state="question"))
    make_question(asker_name=NAME, asker_email=SECOND, text="And this one?", shown_name=None)
    queue_mail(to=EMAIL, recipient=user, kind="weekly", key="1", subject="Your week", text="Run.", at=NOW)
    OutgoingMail.objects.update(state="sent", sent_at=NOW + timedelta(minutes=1))
    queue_mail(to=SECOND, kind="free_plan", key="2", subject="Your plan", text="Run.", at=NOW)


def add_what_stays_behind(zqvx: Athlete, alice: Coach, dana: Coach) -> None:
    """What hangs on them and is not theirs to take: keys, offers, working papers, a coach's answers."""
    user, season = account_of(zqvx), zqvx.off_seasons.get()
    Token.objects.create(user=user, key="0" * 40)
    note_trouble(EMAIL, Trouble.HARD, at=NOW)
    UserSession.objects.create(user=user, session_key="1" * 32, ip="2001:db8::1", user_agent=f"{MARK} 1.0")
    Authenticator.objects.create(user=user, type="totp", data={"secret": MARK})
    EmailConfirmation.create(EmailAddress.objects.get(email=SECOND))
    Assistant.objects.create(user=user, coach=dana, since=NOW)
    invite(make_athlete(name="Somebody", coach=dana), email=EMAIL, by=dana.user, at=NOW)
    Invitation.objects.create(coach=alice, athlete=zqvx, email=EMAIL, token_digest="d", created_at=NOW)
    invite_assistant(alice, email=SECOND, at=NOW)
    AssignmentRow.objects.create(batch=make_batch(alice), athlete=zqvx, position=0, choices={"note": MARK})
    make_squad(alice, zqvx)
    ReadyDraft.objects.create(version=drafted(season), by=alice.user, at=NOW)
    set_aside(alice, kind="silent", facts=[str(zqvx.pk)], until=None, at=NOW)
    queue_mail(to="alice@example.org", kind="ache", key="3", subject=f"{NAME} has an ache", text="Shin.", at=NOW)
    OutgoingMail.objects.filter(to="alice@example.org").update(state="sent", sent_at=NOW)
    asked = {"asker": user, "asker_name": NAME, "asker_email": EMAIL}
    told = make_answered(by=alice, text=f"{MARK} has an ache", answer=f"Rest, {MARK}.", **asked)
    AnswerDraft.objects.create(question=told, coach=alice, text=f"Rest, {MARK}.", at=NOW)
    make_published(
        by=alice, slug="agreed", title=f"{MARK} asks", public_text=f"I, {MARK}, ask", shown_name=MARK, **asked
    )
    make_published(by=alice, slug="reworded", title="How much?", public_text="A runner asks.", shown_name=None, **asked)
