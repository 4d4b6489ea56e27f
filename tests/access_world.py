"""One small world for the access tests: Bob has one of everything, and eight people look at it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.test import Client
from django.test.client import ClientHandler
from django.urls import reverse

from athletes.actions.invite import invite
from athletes.actions.join import leave_coach
from athletes.actions.set_aside import set_aside
from athletes.actions.team import invite_assistant
from athletes.models import AssistantInvitation, Athlete, User
from athletes.unsubscribe import wish_token
from coachapp.routes import Route
from plans.actions.ache import open_ache
from plans.actions.calendar_feed import calendar_of, switch_on
from plans.actions.draft import start_off_season
from plans.actions.log import mark_done
from plans.actions.note import write_note
from plans.actions.policy import save_policy
from plans.actions.publish import publish
from plans.actions.run import add_run
from plans.actions.workout import add_workout
from plans.engine.library import LIBRARY
from plans.models import Absence, OffSeason, Proposal
from plans.taps import Said, token_of
from questions.consent import token_of as consent_token
from tests.conftest import logged_in
from tests.factories import (
    BOSTON,
    NOW,
    account_of,
    make_assistant,
    make_athlete,
    make_coach,
    make_history,
    make_mail,
    make_measurement,
    make_race,
    make_squad,
    make_user,
)
from tests.plans.assigning import make_batch, wanted
from tests.questions.factories import (
    make_agreed,
    make_answered,
    make_edition,
    make_incoming,
    make_published,
    make_question,
)
from tests.questions.mails import make_raw

# The columns of tests/access_answers.py.
VISITORS = ("anonymous", "bob", "alice", "dana", "charlie", "ex-coach", "staff", "assistant")
MAIL_PAGES = ("mail", "mail_attachment", "mail_attachments", "mail_body", "mail_source", "hold_again")
PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True)
class World:
    sessions: tuple[str | None, ...]
    ids: dict[str, Any]
    # As on a server, all share the middleware: its set-up costs as much as a short answer.
    handler: ClientHandler = field(default_factory=lambda: ClientHandler(enforce_csrf_checks=False))

    def clients(self) -> Iterator[Client]:
        """Fresh ones each time: what an answer writes into a cookie is forgotten."""
        return (self.client(session) for session in self.sessions)

    def client(self, session: str | None = None) -> Client:
        client = Client()
        client.handler = self.handler
        if session is not None:
            client.cookies["sessionid"] = session
        return client

    def address_of(self, route: Route) -> str:
        own = {name.partition(" ")[2]: value for name, value in self.ids.items() if name.startswith(f"{route.name} ")}
        names = PARAMETER.findall(route.pattern)
        return reverse(route.name, kwargs={name: own.get(name, self.ids.get(name)) for name in names})


def build_world() -> World:
    alice, dana = (make_coach(name=name, email=f"{name.lower()}@example.org") for name in ("Alice", "Dana"))
    former = make_coach(name="Emil", email="emil@example.org")
    bob = make_athlete(name="Bob Brandt", email="bob@example.org", coach=former)
    leave_coach(bob, at=NOW)
    bob.coach = alice
    bob.save()
    charlie = make_athlete(name="Charlie Cole", email="charlie@example.org")
    staff = make_user(email="staff@example.org", is_staff=True)
    fay = make_assistant(alice).user
    people = (None, account_of(bob), alice.user, dana.user, account_of(charlie), former.user, staff, fay)
    record = make_athlete(name="Frida Falk", coach=alice)
    token = invite(record, email="frida@example.org", by=alice.user, at=NOW)
    assist = invite_assistant(alice, email="gil@example.org", at=NOW)
    season = publish_off_season(bob, by=alice.user)
    session = season.sessions.in_order()[2]
    run_session = season.sessions.in_order().filter(distance_m__gt=0)[0]
    run = add_run(bob, key="a-run", said={"date": run_session.date, "distance_m": 5_000.0}, at=NOW)
    week = make_history(bob, 50, first=date(2026, 9, 28))[0]
    done = season.sessions.in_order()[3]
    mark_done(done, by=account_of(bob), at=NOW)
    note = write_note(session, text="Icy out there.", by=account_of(bob), at=NOW)
    ache = open_ache(bob, where="left knee", by=account_of(bob), at=NOW)
    proposal = Proposal.objects.create(
        athlete=bob, off_season=season, feeling="hard", cut_before=0.3, cut_after=0.35, at=NOW
    )
    absence = Absence.objects.create(athlete=bob, kind="ill", start=session.date, end=session.date, at=NOW)
    batch = make_batch(alice, wanted(bob, is_included=False))
    save_policy(alice, changes={"cut.start": 0.28}, seen=0, by=alice.user, at=NOW)
    add_workout(alice, LIBRARY["F05"], by=alice.user, at=NOW)
    switch_on(bob, at=NOW)
    question = make_question(asker=account_of(bob), coach=alice)
    mail = make_incoming(make_raw(html="<p>Hi</p>", files=(("a.pdf", "application/pdf", b"%PDF"),)), state="question")
    question.messages.update(mail=mail)
    held = make_incoming(state="quarantined", reason="It went nowhere.", coach=alice)
    shown = make_edition(make_answered(by=alice), asked_at=NOW)
    bobs = make_agreed(make_answered(by=alice, asker=account_of(bob)))
    return World(
        sessions=tuple(None if person is None else session_of(person) for person in people),
        ids={
            "athlete_id": bob.pk,
            "squad_id": make_squad(alice, bob).pk,
            "race_id": make_race(bob, name="Jingle").pk,
            "off_season_id": season.pk,
            "batch_id": batch.pk,
            "row_id": batch.rows.get().pk,
            "session_id": session.pk,
            "plans:session_feel session_id": done.pk,
            "plans:session_feel_undo session_id": done.pk,
            "note_id": note.pk,
            "ache_id": ache.pk,
            "proposal_id": proposal.pk,
            "key": session.key,
            "day": session.date,
            "start": session.date,
            "code": "SHORTER_PLAN",
            "number": 1,
            "name": "cut.start",
            "workout_code": "F05",
            "question_id": question.pk,
            **{f"questions:{name} mail_id": mail.pk for name in MAIL_PAGES},
            "place": 2,
            "questions:held_question mail_id": held.pk,
            "questions:held_thread mail_id": held.pk,
            "questions:held_spam mail_id": held.pk,
            "kind": "athletes",
            "plans:measure kind": "max_hr",
            "plans:athlete_measure kind": "max_hr",
            "measurement_id": make_measurement(bob).pk,
            "plans:absent kind": "ill",
            "absence_id": absence.pk,
            "slug": make_published(by=alice).slug,
            "token": token,
            "plans:tap token": token_of(season.sessions.in_order()[2].pk, Said.DONE, at=NOW),
            "plans:tap_undo token": token_of(season.sessions.in_order()[2].pk, Said.DONE, at=NOW),
            "act": set_aside(alice, kind="draft", facts=["1"], until=None, at=NOW),
            "athletes:invite athlete_id": record.pk,
            "athletes:invite_link athlete_id": record.pk,
            "athletes:invite_revoke athlete_id": record.pk,
            "assistant_id": fay.assistant.pk,
            "athletes:team_revoke invitation_id": AssistantInvitation.objects.get().pk,
            "plans:session_file session_id": season.sessions.asking_something().in_order()[0].pk,
            "plans:calendar_feed token": calendar_of(bob).token,
            **{
                f"athletes:mail_{way} token": wish_token(account_of(bob).pk, "plan_published")
                for way in ("off", "all_off", "on")
            },
            "questions:withdraw_own edition_id": bobs.pk,
            "questions:consent token": consent_token(shown.pk),
            "questions:withdraw_consent token": consent_token(shown.pk),
            "mail_id": make_mail(account_of(bob)).pk,
            "athletes:assist token": assist,
            "athletes:assist_accept token": assist,
            "run_id": run.pk,
            "plans:run_match session_id": run_session.pk,
            "plans:run_undo key": run.key,
            "plans:log_session session_id": run_session.pk,
            "plans:log_tick session_id": run_session.pk,
            "plans:log_open session_id": run_session.pk,
            "plans:baseline_mark day": week.start,
            "plans:athlete_baseline_mark day": week.start,
            "invitation_id": record.invitations.get().pk,
            # Links of the accounts that nobody can guess: what a wrong one gets is all there is to see.
            "account_confirm_email key": "none",
            "account_reset_password_from_key uidb36": "1",
            "account_reset_password_from_key key": "none",
        },
    )


def publish_off_season(athlete: Athlete, *, by: User) -> OffSeason:
    """Really planned and published, so that every page of it has what it shows."""
    season = start_off_season(
        athlete,
        fall_race=make_race(athlete, duration_s=13_500.0),
        a_race=make_race(athlete, name="Boston", day=BOSTON, status="planned"),
        by=by,
        at=NOW,
    )
    assert season.draft is not None
    publish(season, season.draft, seen_lock=season.lock, by=by, at=NOW, reason="Good enough to look at.")
    return season


def session_of(user: User) -> str:
    return logged_in(user).cookies["sessionid"].value
