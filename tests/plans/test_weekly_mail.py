from datetime import UTC, date, datetime, time

import pytest

from plans.emails.weekly import weekly_mail
from plans.models import CalendarFeed, SessionLog, TrainingSession, Week
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
        "WHY",
    ]


def test_today_comes_first_with_its_reason(bob):
    found = lines(mail_for(bob, today=WEDNESDAY))

    assert found[3:6] == [
        "TODAY, Wed 16",
        "Cruise fives, 6 mi",
        "4 × 5 min at 7:35 /mi, 90 s jog, then 35 min strength",
    ]
    assert found[6] == "Keeps the engine awake."


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
    assert "Sunday, Long run: Long runs are the last thing to let go. On ice: the treadmill." in found
    assert mail.bodies.html.count("On ice: the treadmill.") == mail.bodies.text.count("On ice: the treadmill.") == 2


def test_a_week_that_begins_tomorrow_has_no_today(bob):
    mail = mail_for(bob, today=date(2026, 12, 13))

    assert "TODAY" not in mail.bodies.text
    assert "Today:" not in mail.bodies.html
    assert "http://testserver/week/2026-12-14/" in mail.bodies.text


def test_html_says_the_same_with_its_style_in_the_elements(bob):
    mail = mail_for(bob, today=WEDNESDAY)

    for words in ("34 mi", "Today: Cruise fives, 6 mi", "Sun 20", "Start Wednesday slowly.", "Alice"):
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
