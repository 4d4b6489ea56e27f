"""An export becomes an account that gives the same export."""

import copy
import json
from datetime import time, timedelta
from functools import cache

import pytest
from allauth.account.models import EmailAddress
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from athletes.models import Athlete, Coach, OutgoingMail, User
from coachapp.desk.own_data.bring_in import NotBroughtIn, bring_in
from coachapp.desk.own_data.document import document
from coachapp.desk.own_data.erasing import erase_person
from plans.actions.calendar_feed import calendar_of, switch_on, tell
from plans.models import CalendarFeed, OffSeason, TrainingSession
from plans.pages.calendar_feed import calendar_rows
from questions.models import Question
from tests.conftest import logged_in
from tests.desk.own_data.world import EMAIL, LATER, make_zqvx
from tests.factories import account_of, make_coach

pytestmark = pytest.mark.django_db


def exported(user):
    return json.loads("".join(document(user, at=LATER)))


@cache
def export_of(kind):
    """Made once, of somebody who is here no longer: what comes of it is a document, and no test changes it."""
    coach = make_coach(name="Emil", email="emil@example.org") if kind == "coached" else None
    user = account_of(make_zqvx(coach))
    said = exported(user)
    erase_person(user)
    Coach.objects.filter(user__email="emil@example.org").delete()
    User.objects.filter(email="emil@example.org").delete()
    return said


@pytest.fixture(params=["coached", "alone"])
def taken(request, db):
    return export_of(request.param)


@pytest.fixture
def coached_export(db):
    return export_of("coached")


def test_exported_again_it_is_equal(taken):
    user = bring_in(taken, email=None, at=LATER)
    assert exported(user) == taken


def test_sessions_keep_their_names_for_calendars(taken):
    bring_in(taken, email=None, at=LATER)
    assert {str(pk) for pk in TrainingSession.objects.values_list("pk", flat=True)} == {
        one["id"] for one in taken["sessions"]
    }


def test_the_account_opens_for_nobody_until_a_password_is_set(taken):
    user = bring_in(taken, email=None, at=LATER)
    assert not user.has_usable_password()
    assert not EmailAddress.objects.filter(user=user, verified=True).exists()
    assert not user.is_staff


def test_the_calendar_goes_on_and_has_no_address_yet(taken):
    user = bring_in(taken, email=None, at=LATER)
    feed = CalendarFeed.objects.get(athlete=user.athlete)
    assert (feed.is_on, feed.hour, feed.told) == (False, time(7), taken["calendar"][0]["told"])
    switch_on(user.athlete, at=LATER)
    tell(calendar_rows(calendar_of(user.athlete), on=LATER.date()), at=LATER + timedelta(days=1))
    told = CalendarFeed.objects.get().told
    sessions = {uid: said for uid, said in feed.told.items() if not uid.startswith("race-")}
    assert {uid: told[uid] for uid in sessions} == sessions


def test_no_mail_leaves(taken):
    bring_in(taken, email=None, at=LATER)
    assert not OutgoingMail.objects.unsent().filter(to=EMAIL).exists()


def test_it_lives_on_without_a_coach(taken):
    user = bring_in(taken, email=None, at=LATER)
    client = logged_in(user)
    season = OffSeason.objects.get()
    assert user.athlete.is_self_coached
    own = [
        "/week/",
        "/season/",
        "/races/",
        "/log/",
        "/baseline/",
        "/zones/",
        "/settings/history/",
        "/settings/calendar/",
    ]
    pages = [*own, season.get_absolute_url()]
    assert [client.get(page).status_code for page in pages] == [200] * len(pages)


def test_another_address_takes_the_place_of_the_first(taken):
    user = bring_in(taken, email="New@Example.org", at=LATER)
    assert user.email == "new@example.org"
    said = exported(user)
    assert said["addresses"][0] == {"email": "new@example.org", "primary": True}
    assert said["races"] == taken["races"]


def test_who_is_here_already_is_not_brought_in(alice):
    user = account_of(make_zqvx(alice))
    with pytest.raises(NotBroughtIn, match="There is an account with this address already"):
        bring_in(exported(user), email=None, at=LATER)
    with pytest.raises(NotBroughtIn, match=r"part of it is here already|one of these addresses"):
        bring_in(exported(user), email="new@example.org", at=LATER)
    assert Athlete.objects.filter(user__email="new@example.org").count() == 0


def changed(said, path, value):
    spoilt = copy.deepcopy(said)
    node = spoilt
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    return spoilt


HOSTILE = [
    (["format"], "something", "no export of ours"),
    (["version"], 99, "version"),
    (["version"], "9" * 500, "version"),
    (["races"], {}, "no list of races"),
    (["races"], None, "no list of races"),
    (["account"], [], "exactly one person"),
    (["account", 0], 7, "account, number 1"),
    (["account", 0, "email"], "not an address", "account, number 1: email"),
    (["account", 0, "time_zone"], "Mars/Olympus", "account, number 1: time_zone"),
    (["athlete"], [], "the export has none"),
    (["athlete", 0, "name"], "a" * 121, "name"),
    (["athlete", 0, "name"], "a\0b", "cannot be stored"),
    (["athlete", 0, "name"], "\ud800", "cannot be stored"),
    (["athlete", 0, "comfort"], True, "comfort is of the wrong kind"),
    (["athlete", 0, "comfort"], 10**30, "comfort"),
    (["athlete", 0, "baseline_m"], 1e308, "contradicts itself"),
    (["athlete", 0, "baseline_m"], float("inf"), "too large"),
    (["athlete", 0, "sex"], "X", "none of its choices"),
    (["athlete", 0, "birth_date"], "2020-01-01", "16 and older"),
    (["athlete", 0, "birth_date"], "yesterday", "birth_date"),
    (["athlete", 0, "available_min"], {"monday": 1}, "available_min is not of its shape"),
    (["athlete", 0, "fixed"], [{"weekday": "wed"}], "fixed is not of its shape"),
    (["health_answers", 0, "flags"], ["bone_stress", "x"], "flags"),
    (["races", 0, "distance_m"], -1, "contradicts itself"),
    (["off_seasons", 0, "fall_race"], 99, "fall_race points at nothing"),
    (["off_seasons", 0, "fall_race"], True, "fall_race points at nothing"),
    (["off_seasons", 0, "draft"], 99, "draft points at nothing"),
    (["off_seasons", 0, "id"], "no uuid", "off_seasons, number 1: id"),
    (["off_seasons", 0, "spring_plan_link"], "javascript:alert(1)", "spring_plan_link"),
    (["plan_versions", 0, "request"], {}, "request is not of its shape"),
    (["plan_versions", 0, "response"], {"weeks": 1}, "response is not of its shape"),
    (["plan_versions", 0, "edits"], [{"op": "explode", "key": "k"}], "edits is not of its shape"),
    (["phases", 0, "period"], {"first": "2026-11-10", "end": "2026-11-02"}, "ends before it begins"),
    (["sessions", 0, "steps"], [{"kind": "fly"}], "steps is not of its shape"),
    (["logs", 0, "effort"], 11, "effort"),
    (["logs", 0, "note"], "a" * 2001, "note is too long"),
    (["logs", 0, "at"], "2026-11-04T09:00:00", "has no time zone"),
    (["history_weeks", 1, "start"], "2026-09-07", "contradicts itself"),
    (["mails", 0, "kind"], None, "kind is missing"),
    (["account", 0, "mail_off"], ["everything"], "mail_off is not of its shape"),
    (["measurements", 0, "bpm"], 999, "contradicts itself"),
    (["activities", 0, "effort"], 11, "effort"),
    (["activities", 1, "key"], "it-was", "contradicts itself"),
    (["availability_weeks", 0, "minutes"], {"tue": "0"}, "minutes is not of its shape"),
    (["absences", 0, "end"], "2026-12-01", "contradicts itself"),
    (["calendar", 0, "hour"], "25:00", "hour cannot be read"),
    (["calendar", 0, "told"], {"x": ["content", "0", "2026-12-10T09:00:00+00:00"]}, "told is not of its shape"),
    (["calendar", 0, "told"], {"x": ["content", 0, "2026-12-10T09:00:00"]}, "told is not of its shape"),
    (["off_seasons", 0, "changed_days"], [{"date": "soon", "was": [], "now": []}], "changed_days is not of its shape"),
    (["matches", 0, "activity"], None, "activity points at nothing"),
    (["check_ins", 0, "session"], 10**6, "session points at nothing"),
    (["check_ins", 0, "where"], "a" * 81, "where cannot be read"),
    (["aches", 0, "at"], "yesterday", "at cannot be read"),
    (["proposals", 0, "cut_after"], 0.1, "contradicts itself"),
    (["proposals", 0, "outcome"], "perhaps", "none of its choices"),
    (["session_notes", 0, "text"], "", "contradicts itself"),
    (["session_notes", 0, "off_season"], None, "off_season points at nothing"),
]


@pytest.mark.parametrize(("path", "value", "said"), HOSTILE, ids=lambda part: str(part)[:40])
def test_what_no_export_holds_is_refused_and_nothing_is_stored(path, value, said, coached_export):
    before = everything()
    with pytest.raises(NotBroughtIn, match=said):
        bring_in(changed(coached_export, path, value), email=None, at=LATER)
    assert everything() == before


def everything():
    """How many rows there are of each model."""
    models = [found.model_class() for found in ContentType.objects.all()]
    tables = sorted({model._meta.db_table for model in models if model})
    with connection.cursor() as cursor:
        counts = {}
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            counts[table] = cursor.fetchone()[0]
    return counts


def test_a_thread_comes_in_without_the_library(alice, coached_export):
    spoilt = changed(coached_export, ["questions", 0, "state"], "answered")
    user = bring_in(spoilt, email=None, at=LATER)
    assert User.objects.get(pk=user.pk).questions.count() == 2
    assert Question.objects.filter(slug=None, coach=None).count() == 2
    assert logged_in(alice.user).get("/coach/inbox/").status_code == 200
