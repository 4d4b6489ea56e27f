import re
from datetime import UTC, date, datetime, time
from html import unescape

import pytest

from plans.emails.days import reason_of
from plans.emails.weekly import weekly_mail
from plans.models import Absence, CalendarFeed, OffSeason, SessionLog, TrainingSession, Week
from plans.pages.calendar_feed import uid_of
from plans.taps import Said, open_tap, token_of
from tests.factories import NOW
from tests.plans.published import MONDAY, make_published

pytestmark = pytest.mark.django_db

WEDNESDAY = date(2026, 12, 16)


def made(athlete, *, today=MONDAY, links=None):
    """Of the athlete's one week, as it is written at noon of this day."""
    week = Week.objects.of(athlete).with_place().with_absences().get()
    sessions = list(week.sessions.with_log().in_order())
    at = datetime.combine(today, time(12), UTC)
    feed = CalendarFeed(athlete=athlete)
    return weekly_mail(week, sessions, athlete=athlete, weeks=12, at=at, feed=feed, links=links)


def mail_for(athlete, *, today=MONDAY, unit="mi", **fields):
    athlete.unit = unit
    make_published(athlete, **({"note": "Start Wednesday slowly."} | fields))
    return made(athlete, today=today)


def lines(mail):
    """Of the text, without the links for one tap."""
    found = [line.strip() for line in mail.bodies.text.splitlines() if line.strip()]
    return [line for line in found if "/tap/" not in line]


@pytest.mark.parametrize(
    ("unit", "subject"),
    [
        ("mi", "Week 7 of 12: 34 mi, long run 10 mi on Sunday"),
        ("km", "Week 7 of 12: 54.7 km, long run 16.1 km on Sunday"),
        ("min", "Week 7 of 12: 5 h 16, long run 1 h 33 on Sunday"),
    ],
)
def test_subject_tells_the_week_in_the_athletes_unit(bob, unit, subject):
    assert mail_for(bob, unit=unit).subject == subject


def test_text_has_the_whole_week_in_order(bob):
    found = lines(mail_for(bob))
    start = found.index("THE WEEK") + 1

    assert found[start : start + 12] == [
        "Mon 14  Full rest",
        "15 min mobility",
        "Tue 15  Easy run with 6 strides, 7 mi",
        "at 8:51 – 9:59 /mi",
        "Wed 16  Cruise fives, 6 mi",
        "4 × 5 min at 7:35 /mi, 90 s jog, then 35 min strength",
        "Thu 17  Full rest",
        "Fri 18  Aerobic run, 6 mi",
        "Sat 19  Easy run, 5 mi",
        "Sun 20  Long run, 10 mi",
        "5 runs, 1 strength session, 2 days off",
        "THE KEY DAYS",
    ]


def test_today_comes_first_with_its_reason(bob):
    found = lines(mail_for(bob, today=WEDNESDAY))

    assert found[2:7] == [
        "TODAY, Wed 16",
        "Cruise fives, 6 mi",
        "4 × 5 min at 7:35 /mi, 90 s jog, then 35 min strength",
        "Warm up 15 min easy; main part 4 × 5 min at 7:35 /mi, 90 s jog",
        "Keeps the engine awake.",
    ]


def test_key_days_say_why_and_the_coachs_note_stands_under_the_coachs_name(bob):
    found = lines(mail_for(bob))

    assert "Wednesday, Cruise fives: Keeps the engine awake." in found
    assert "Sunday, Long run: Long runs are the last thing to let go." in found
    assert found[found.index("FROM ALICE") + 1] == "Start Wednesday slowly."


def test_strides_and_exercises_do_not_crowd_the_table(bob):
    found = lines(mail_for(bob))

    assert found[found.index("Tue 15  Easy run with 6 strides, 7 mi") + 1] == "at 8:51 – 9:59 /mi"


def test_key_days_say_what_to_do_on_ice_and_the_week_what_to_drop_when_tired(bob):
    week = make_published(bob).weeks.get()
    week.reason = "A settled week. Tired? Drop the strides first."
    week.sessions.exclude(distance_m=0).update(alternate={"code": "T01", "title": "", "text": "On ice: the treadmill."})
    week.save()
    mail = made(bob, today=WEDNESDAY)

    found = lines(mail)
    assert found[found.index("A settled week.") + 1] == "Tired? Drop the strides first."
    assert found[found.index("Keeps the engine awake.") + 1] == "On ice: the treadmill."
    at = found.index("Sunday, Long run: Long runs are the last thing to let go.")
    assert found[at + 1] == "On ice: the treadmill."
    assert mail.bodies.html.count("On ice: the treadmill.") == mail.bodies.text.count("On ice: the treadmill.") == 2


def test_a_week_that_begins_tomorrow_has_no_today(bob):
    mail = mail_for(bob, today=date(2026, 12, 13))

    assert "TODAY" not in mail.bodies.text
    assert "Today:" not in mail.bodies.html
    assert "http://testserver/week/2026-12-14/" in mail.bodies.text


def test_html_says_the_same_with_its_style_in_the_elements(bob):
    mail = mail_for(bob, today=WEDNESDAY)

    for words in ("34 mi", "Today, Wed 16", "Cruise fives, 6 mi", "Sun 20", "Start Wednesday slowly.", "Alice"):
        assert words in mail.bodies.html
    assert 'class="sheet pad" style="' in mail.bodies.html
    assert "prefers-color-scheme: dark" in mail.bodies.html
    assert "<link" not in mail.bodies.html


def test_links_lead_to_the_week_and_to_the_settings(bob):
    mail = mail_for(bob)

    for body in mail.bodies:
        assert "http://testserver/week/" in body
        assert "http://testserver/settings/" in body


def test_what_a_coach_writes_is_text_in_both_bodies(bob):
    mail = mail_for(bob, note="<b>5 & 6</b>")

    assert "<b>5 & 6</b>" in mail.bodies.text
    assert "&lt;b&gt;5 &amp; 6&lt;/b&gt;" in mail.bodies.html


def test_a_late_mail_says_what_is_done(bob):
    make_published(bob)
    SessionLog.objects.create(session=TrainingSession.objects.get(ingredient="strides"), at=NOW)
    mail = made(bob, today=WEDNESDAY)

    assert "Tue 15  Easy run with 6 strides, done, 11.3 km" in lines(mail)


AMOUNTS = re.compile(r"\d[\d:.]*(?: h \d\d)? ?(?:km|mi|min|h|s|bpm|/km|/mi|%)\b")


def said_in_html(mail):
    """What a reader sees of the body, and where its links lead."""
    body = mail.bodies.html.partition("<body")[2]
    links = re.findall(r'href="([^"]+)"', body)
    words = unescape(re.sub(r"<[^>]+>", " ", re.sub(r"<!--.*?-->", " ", body, flags=re.DOTALL)))
    return " ".join(words.split()), set(map(unescape, links))


@pytest.mark.parametrize("unit", ["mi", "km", "min"])
@pytest.mark.parametrize("today", [date(2026, 12, 13), MONDAY, WEDNESDAY])
def test_text_and_html_say_the_same(bob, unit, today):
    changed = [{"date": "2026-12-17", "was": [["Easy run", 8000, 2800]], "now": [["Full rest", 0, 0]]}]
    mail = mail_for(bob, unit=unit, today=today, changed_days=changed)
    html, links = said_in_html(mail)
    text = mail.bodies.text
    titles = set(TrainingSession.objects.filter(distance_m__gt=0).values_list("title", flat=True))

    words = " ".join(re.sub(r"http://\S+", "", text).split())
    assert set(AMOUNTS.findall(html)) == set(AMOUNTS.findall(words))
    assert all(title in html and title in text for title in titles | {"Full rest", "Start Wednesday slowly."})
    assert links == set(re.findall(r"http://\S+", text))


def test_names_in_other_scripts_and_signs_stay_whole_in_both_bodies(bob):
    make_published(bob, note="يلا بوب 🏃 <3")
    TrainingSession.objects.filter(ingredient="long").update(title="ריצה ארוכה 🏔")
    mail = made(bob, today=WEDNESDAY)

    html, _ = said_in_html(mail)
    for words in ("يلا بوب 🏃 <3", "ריצה ארוכה 🏔"):
        assert words in html
        assert words in mail.bodies.text
    assert "ריצה ארוכה 🏔" in mail.calendar


def test_gmail_shows_all_of_it(bob):
    assert len(mail_for(bob, note="A long note. " * 150).bodies.html.encode()) < 60_000


def test_what_is_let_go_or_set_aside_is_said_quietly_and_counted_nowhere(bob):
    make_published(bob)
    TrainingSession.objects.filter(ingredient="long").update(let_go_at=NOW)
    Absence.objects.create(athlete=bob, kind="ill", start=WEDNESDAY, end=WEDNESDAY, at=NOW)
    bob.unit = "mi"
    mail = made(bob)

    found = lines(mail)
    assert mail.subject == "Week 7 of 12: 18 mi"
    assert found[found.index("Wed 16  Set aside") + 1] == "ill"
    assert found[found.index("Sun 20  Set aside") + 1] == "Long run is let go"
    assert "3 runs, 2 days off, 2 days set aside" in found
    assert "Cruise" not in mail.bodies.text + mail.calendar


def test_what_the_last_publishing_changed_stands_in_it_until_it_was_seen(bob):
    changed = [{"date": "2026-12-17", "was": [["Easy run", 8047, 2800]], "now": [["Full rest", 0, 0]]}]
    found = lines(mail_for(bob, changed_days=changed))

    assert found[found.index("WHAT CHANGED") + 1 :][:2] == ["Thu 17 Dec  Full rest", "was Easy run, 5 mi"]
    OffSeason.objects.update(changes_seen_at=NOW)
    assert "WHAT CHANGED" not in lines(made(bob))


def test_every_open_day_has_its_two_taps_and_each_names_one_session(bob):
    make_published(bob)
    SessionLog.objects.create(session=TrainingSession.objects.get(ingredient="strides"), at=NOW)
    mail = made(bob, today=WEDNESDAY)

    at = datetime.combine(WEDNESDAY, time(12), UTC)
    tokens = re.findall(r"/tap/([^/]+)/", mail.bodies.text)
    open_runs = TrainingSession.objects.filter(distance_m__gt=0, log=None)
    assert sorted(tokens) == sorted(token_of(one.pk, said, at=at) for one in open_runs for said in Said)
    assert {open_tap(token, at=at).session_id for token in tokens} == {one.pk for one in open_runs}


def test_the_week_goes_with_it_as_a_file_under_the_feeds_own_names(bob):
    mail = mail_for(bob)

    asked = TrainingSession.objects.asking_something()
    assert mail.calendar.count("BEGIN:VEVENT") == asked.count() == 7
    assert all(f"UID:{uid_of(one)}" in mail.calendar for one in asked)


def test_a_step_that_says_its_own_name_is_not_named_twice():
    session = TrainingSession(
        date=WEDNESDAY,
        ingredient="fast",
        distance_m=8000,
        steps=[
            {"kind": "warmup", "duration_s": 660},
            {"kind": "drill", "duration_s": 120, "name": "four drills, two lengths each"},
            {"kind": "cooldown", "duration_s": 480},
        ],
    )
    said = reason_of(session, unit="km").steps
    assert said == "Warm up 11 min easy; four drills, two lengths each 2 min; cool down 8 min easy"
