"""What the zip holds, and what it never does."""

import csv
import io
import json
import zipfile
from datetime import timedelta

import icalendar
import pytest
import time_machine

from athletes.models import Athlete
from coachapp.desk.own_data.archive import archive
from coachapp.desk.own_data.belongings import SECTIONS
from coachapp.desk.own_data.document import document
from plans.actions.calendar_feed import calendar_of
from plans.actions.hand_over import go_alone
from plans.actions.publish import unpublish
from plans.engine.contract import load_request, load_response
from plans.models import CalendarFeed, CheckIn, OffSeason, Proposal, SessionLog
from tests.desk.own_data.world import (
    CHRISTMAS,
    EMAIL,
    LATER,
    LOGGED,
    MARK,
    NAME,
    SECOND,
    SECRET,
    add_what_stays_behind,
    make_zqvx,
)
from tests.factories import NOW, account_of, make_athlete

pytestmark = pytest.mark.django_db


@pytest.fixture
def zqvx(alice):
    return make_zqvx(alice)


def exported(athlete, *, at=LATER):
    return json.loads("".join(document(account_of(athlete), at=at)))


def files(athlete, *, at=LATER):
    with archive(account_of(athlete), at=at) as file, zipfile.ZipFile(file) as packed:
        return {name: packed.read(name).decode() for name in packed.namelist()}


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def test_every_section_has_what_the_athlete_has(zqvx):
    said = exported(zqvx)
    assert (said["format"], said["version"]) == ("off-season export", 1)
    assert {section.name: len(said[section.name]) > 0 for section in SECTIONS} == {
        section.name: True for section in SECTIONS
    }
    assert said["account"][0]["email"] == EMAIL
    assert [address["email"] for address in said["addresses"]] == [EMAIL, SECOND]
    assert said["athlete"][0]["name"] == NAME
    assert said["health_answers"][0]["flags"] == ["bone_stress"]
    assert {log["note"] for log in said["logs"]} == {LOGGED}
    assert {question["asker_email"] for question in said["questions"]} == {EMAIL, SECOND}
    assert [mail["subject"] for mail in said["mails"]] == [
        "Your off-season is here: 12 weeks to Boston",
        "Your week",
    ]


def test_plans_have_the_shape_of_the_contract(zqvx):
    (version,) = exported(zqvx)["plan_versions"]
    load_request(version["request"])
    assert load_response(version["response"]).weeks


def test_rows_name_each_other_by_their_place(zqvx):
    said = exported(zqvx)
    (season,) = said["off_seasons"]
    assert said["races"][season["fall_race"] - 1]["name"] == "New York"
    log, session = said["logs"][0], said["sessions"][said["logs"][0]["session"] - 1]
    assert SessionLog.objects.get(session=session["id"]).note == log["note"]


def test_two_exports_of_the_same_are_equal_but_for_the_moment(zqvx):
    with archive(account_of(zqvx), at=LATER) as first, archive(account_of(zqvx), at=LATER) as second:
        assert first.read() == second.read()
    early, late = exported(zqvx, at=NOW), exported(zqvx, at=LATER)
    assert early | {"exported_at": ""} == late | {"exported_at": ""}


def test_of_a_coach_only_what_is_out_is_theirs(zqvx):
    """The draft after it, the rules behind it and the reasons in it are the coach's."""
    season = OffSeason.objects.get()
    version = season.published
    version.request |= {"coach_rules": {"number": 1, "changes": {"cut.start": 0.28}}}
    version.edits = [{"op": "remove", "key": "k", "why": SECRET}]
    version.save()
    OffSeason.objects.update(published_reason=SECRET)
    whole = "".join(files(zqvx).values())
    said = exported(zqvx)
    assert [one["number"] for one in said["plan_versions"]] == [version.number]
    assert said["off_seasons"][0]["draft"] == said["off_seasons"][0]["published"] == 1
    assert said["plan_versions"][0]["edits"] == [{"op": "remove", "key": "k"}]
    assert SECRET not in whole
    assert "coach_rules" not in whole


def test_who_has_no_coach_takes_every_version_and_their_own_reasons(db):
    alone = make_zqvx(None)
    said = exported(alone)
    assert [one["number"] for one in said["plan_versions"]] == [1, 2, 3, 4]
    assert said["plan_versions"][-1]["edits"][0]["why"] == SECRET
    assert said["off_seasons"][0]["draft"] == 4


def test_a_plan_ends_where_the_coach_has_not_opened_it(zqvx):
    season = OffSeason.objects.get()
    until = season.weeks.in_order()[2].start
    OffSeason.objects.update(visible_until=until)
    said = exported(zqvx)
    plan = said["plan_versions"][0]["response"]
    assert max(one["date"] for one in said["sessions"]) <= until.isoformat()
    assert max(one["date"] for week in plan["weeks"] for one in week["sessions"]) <= until.isoformat()
    assert len(said["weeks"]) == len(plan["weeks"]) == 3
    assert plan["checks"] == [] == said["plan_versions"][0]["edits"]
    assert max(phase["period"]["end"] for phase in said["phases"]) <= (until + timedelta(days=7)).isoformat()
    load_response(plan)


def test_what_was_logged_stays_theirs_when_the_plan_is_taken_back(zqvx):
    season = OffSeason.objects.get()
    unpublish(season, seen_lock=season.lock, at=LATER)
    said = exported(zqvx)
    assert len(said["logs"]) == 4
    assert said["off_seasons"][0]["published"] is None
    assert said["off_seasons"][0]["note"] == ""
    assert said["plan_versions"] == []


def test_nothing_opens_an_account_or_is_somebody_elses(zqvx, alice, dana):
    other = make_athlete(name="Grace Other", email="grace@example.org", coach=alice)
    add_what_stays_behind(zqvx, alice, dana)
    whole = "".join(files(zqvx).values())
    user = account_of(zqvx)
    secrets = [
        user.password,
        calendar_of(zqvx).token,
        "1" * 32,
        "0" * 40,
        "secret",
        "totp",
        "Alice",
        "alice@",
        "Dana",
        "Somebody",
        other.name,
        "grace@",
    ]
    assert [word for word in secrets if word in whole] == []


def test_tables_are_for_a_spreadsheet_and_compute_nothing(zqvx):
    found = files(zqvx)
    assert sorted(found) == [
        "README.txt",
        "calendar.ics",
        "export.json",
        "log.csv",
        "races.csv",
        "runs.csv",
        "sessions.csv",
        "weeks.csv",
    ]
    assert {row["note"] for row in rows_of(found["log.csv"])} == {f"'{LOGGED}"}
    assert [(row["km"], row["note"], row["was the session"] != "") for row in rows_of(found["runs.csv"])] == [
        ("8", f"'{LOGGED}", True),
        ("", "'=1+1 🌧️", False),
    ]
    assert [row["let go"] for row in rows_of(found["sessions.csv"])].count("yes") == 1
    assert [row["goal"] for row in rows_of(found["races.csv"])] == ["", "'=1+1", ""]
    assert len(rows_of(found["weeks.csv"])) == len(exported(zqvx)["weeks"])
    assert {row["done"] for row in rows_of(found["sessions.csv"])} == {"yes", "no"}
    for name in sorted(found.keys() - {"README.txt"}):
        assert name in found["README.txt"]


def events_of(text):
    return {event["uid"]: event for event in icalendar.Calendar.from_ical(text).walk("VEVENT")}


def test_the_calendar_has_what_the_feed_has_and_all_that_was_before(zqvx, client):
    """Under the same names, hours and numbers; and whoever exports changes nothing for the feed's readers."""
    before = CalendarFeed.objects.values().get()
    much_later = LATER + timedelta(days=80)
    with time_machine.travel(LATER + timedelta(days=70), tick=False):
        feed = client.get(calendar_of(zqvx).address)
    said, fed = events_of(files(zqvx, at=much_later)["calendar.ics"]), events_of(feed.content)
    assert 0 < len(fed) < len(said)
    assert CalendarFeed.objects.values().get()["told"] == before["told"]
    assert {uid: said[uid].to_ical() for uid in fed} == {uid: event.to_ical() for uid, event in fed.items()}
    away = {(CHRISTMAS + timedelta(days=day)).isoformat() for day in range(3)}
    wanted = [one for one in exported(zqvx)["sessions"] if one["ingredient"] != "rest" and not one["let_go_at"]]
    assert {f"{one['id']}@off-season" for one in wanted if one["date"] not in away} == {
        uid for uid in said if not uid.startswith(("race-", "spring-"))
    }


def test_the_calendar_of_who_has_none_is_there_as_well(bob):
    assert events_of(files(bob)["calendar.ics"]) == {}
    assert not CalendarFeed.objects.exists()


def test_of_a_coachs_proposal_the_answer_is_theirs_and_what_waits_is_not(zqvx):
    waits = Proposal.objects.create(athlete=zqvx, feeling="easy", why_not="draft", at=LATER)
    assert [one["word"] for one in exported(zqvx)["proposals"]] == ["Take it easy. 🧘"]
    Athlete.objects.update(coach=None)
    assert [one["why_not"] for one in exported(zqvx)["proposals"]] == ["", waits.why_not]


def test_both_sides_of_a_talk_are_theirs_also_when_the_plan_is_taken_back(zqvx):
    season = OffSeason.objects.get()
    SessionLog.objects.all().delete()
    CheckIn.objects.all().delete()
    unpublish(season, seen_lock=season.lock, at=LATER)
    said = exported(zqvx)
    assert [(one["author"], one["text"]) for one in said["session_notes"]] == [
        ("you", "In the dark? 🌚"),
        (None, "Take a lamp."),
    ]
    assert [(one["note"], one["changed_days"]) for one in said["off_seasons"]] == [("", None)]


def test_news_of_days_that_are_not_open_is_not_told(zqvx):
    OffSeason.objects.update(visible_until=CHRISTMAS - timedelta(days=1))
    assert exported(zqvx)["off_seasons"][0]["changed_days"] == []
    OffSeason.objects.update(visible_until=CHRISTMAS)
    assert len(exported(zqvx)["off_seasons"][0]["changed_days"]) == 1


def test_after_leaving_the_coach_it_is_the_same_plan(zqvx):
    before = exported(zqvx)
    go_alone(zqvx, at=LATER)
    assert exported(zqvx) == before


def test_the_number_of_queries_does_not_grow_with_the_rows(zqvx, django_assert_max_num_queries):
    user = account_of(zqvx)
    with django_assert_max_num_queries(60):
        list(document(user, at=LATER))


def test_the_mark_is_found_where_it_was_left(zqvx):
    """Or the tests of erasing would look for nothing."""
    assert MARK in "".join(files(zqvx).values())
