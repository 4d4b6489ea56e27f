from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from plans.engine.planner import plan
from plans.engine.request import ARace, Athlete, FallRace, History, PlanRequest, SpringPlan
from plans.exports.calendar import CONTROL, CalendarEntry, calendar, plan_entries
from tests.plans.exports.readers import READERS, as_written

AT = datetime(2026, 11, 4, 9, 0, tzinfo=UTC)
REQUEST = PlanRequest(
    athlete=Athlete(unit="km", usual_run_days=5),
    history=History(baseline_m=70_000),
    fall_race=FallRace(name="New York", date=date(2026, 11, 1), distance_m=42_195),
    a_race=ARace(name="Boston", date=date(2027, 4, 19), distance_m=42_195),
    spring_plan=SpringPlan(weeks=12),
)
RUN = CalendarEntry(uid="a-1", day=date(2026, 12, 31), title="Easy run, 10 km", text="Easy; then\nhome, warm.")


def events(content):
    return Calendar.from_ical(content).walk("VEVENT")


def test_a_day_ends_on_the_next_one_exclusively():
    (event,) = events(calendar([RUN], name="Winter", at=AT))

    assert (event["dtstart"].dt, event["dtend"].dt) == (date(2026, 12, 31), date(2027, 1, 1))
    assert (event["summary"], event["description"]) == ("Easy run, 10 km", "Easy; then\nhome, warm.")
    assert event["transp"] == "TRANSPARENT"


def test_days_are_dates_in_the_file_not_moments():
    assert b"DTSTART;VALUE=DATE:20261231" in calendar([RUN], name="Winter", at=AT)


def test_lines_are_short_enough_for_the_format():
    long = CalendarEntry(uid="a-2", day=RUN.day, title="Run", text="ä" * 300)

    assert max(map(len, calendar([long], name="Winter", at=AT).split(b"\r\n"))) <= 75


def test_the_same_plan_gives_the_same_file():
    made = [calendar(plan_entries(plan(REQUEST), base="b", unit="km"), name="Winter", at=AT) for _ in range(2)]

    assert made[0] == made[1]


def test_every_session_but_rest_has_an_entry_of_its_own():
    made = plan(REQUEST)
    entries = list(plan_entries(made, base="base", unit="km"))

    wanted = [each for week in made.weeks for each in week.sessions if each.ingredient != "rest"]
    assert [(entry.day, entry.title.split(",")[0]) for entry in entries] == [
        (each.date, each.title.split(",")[0]) for each in wanted
    ]
    assert len({entry.uid for entry in entries}) == len(entries)
    assert all(entry.uid.startswith("base-") for entry in entries)


def test_an_entry_says_how_much_and_why_and_in_winter_what_to_do_on_ice():
    made = plan(REQUEST)
    asked = [each for week in made.weeks for each in week.sessions if each.ingredient != "rest"]
    texts = [entry.text for entry in plan_entries(made, base="b", unit="km")]

    for session, text in zip(asked, texts, strict=True):
        assert text.endswith(f"{session.why.text}\n{session.alternate.text}" if session.alternate else session.why.text)
    assert {session.alternate is None for session in asked if session.distance_m} == {True, False}


def test_a_name_cannot_end_its_line():
    sheet = calendar([RUN], name="Winter\r\nEND:VCALENDAR", at=AT)

    assert b"\r\nX-WR-CALNAME:Winter END:VCALENDAR\r\n" in sheet


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=400)


@given(title=TEXT, text=TEXT)
def test_any_words_come_out_as_they_went_in_by_three_readers(title, text):
    """Emoji, right to left, marks of the format itself; only what a text may not hold is gone."""
    entry = CalendarEntry(uid="a-3", day=RUN.day, title=f"Run {title}", text=f"Go.\n{text}")
    shown = CalendarEntry(uid="a-3", day=RUN.day, title=line_of(entry.title), text=CONTROL.sub("", entry.text))

    content = calendar([entry], name="Winter", at=AT)

    assert max(map(len, content.split(b"\r\n"))) <= 75
    assert b"\n" not in content.replace(b"\r\n", b"")
    for line in content.split(b"\r\n"):
        line.decode()  # no character is cut in two
    for read in READERS:
        assert list(read(content)) == [as_written(shown)], read.__name__


def line_of(text: str) -> str:
    return " ".join(CONTROL.sub("", text).split())
