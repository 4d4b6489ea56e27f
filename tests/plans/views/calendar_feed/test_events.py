"""What stands in the feed."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from athletes.models import Race
from plans.actions.calendar_feed import choose_look
from plans.models import OffSeason, PlanVersion
from tests.factories import BOSTON, make_athlete, make_race
from tests.plans.published import MONDAY, make_published
from tests.plans.views.calendar_feed.reading import SPRING, SUNDAY, by_title, events, sequences


def test_every_session_that_asks_something_stands_on_its_day(program, address, bob):
    answer = program.get(address)

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    asked = bob.sessions.exclude(ingredient="rest")
    found = {(str(event["uid"]), event["dtstart"].dt) for event in events(answer)}
    assert {(f"{one.pk}@off-season", one.date) for one in asked} <= found
    assert "Full rest" not in by_title(answer)
    assert by_title(answer)["Long run, 16.1 km"]["dtend"].dt == SUNDAY + timedelta(days=1)


def test_an_event_says_what_to_hold_how_why_and_leads_back(program, address):
    fast = by_title(program.get(address))["Cruise fives, 9.7 km"]

    text = str(fast["description"])
    assert "1 of 2 on this day." in text
    assert "Main part: 4 × 5 min at 4:43 /km, 90 s jog" in text
    assert "Keeps the engine awake." in text
    assert text.endswith(str(fast["url"]))
    assert fast["url"] == f"http://testserver/week/{MONDAY + timedelta(days=2)}/"
    assert fast["categories"].to_ical() == b"Fast workout"
    assert fast["transp"] == "TRANSPARENT"


def test_amounts_are_in_the_athletes_unit(program, address, bob):
    bob.unit = "mi"
    bob.save()

    assert "Long run, 10 mi" in by_title(program.get(address))


def test_the_calendar_says_its_name_its_zone_and_how_often_to_look(program, address, bob):
    bob.time_zone = "America/New_York"
    bob.save()
    content = program.get(address).content

    for line in (
        b"X-WR-CALNAME:Off-season training",
        b"NAME:Off-season training",
        b"X-WR-TIMEZONE:America/New_York",
        b"REFRESH-INTERVAL;VALUE=DURATION:PT6H",
        b"X-PUBLISHED-TTL:PT6H",
    ):
        assert b"\r\n" + line + b"\r\n" in content


class TestDiscreet:
    @pytest.fixture(autouse=True)
    def _discreet(self, bob):
        choose_look(bob, is_discreet=True, hour=time(6, 30))

    def test_it_says_training_and_nothing_else(self, program, address):
        PlanVersion.objects.update(response=SPRING)
        content = program.get(address).content.decode()

        assert {str(event["summary"]) for event in events(program.get(address))} == {
            "Training",
            "Race",
            "Training plan begins",
        }
        for word in ("DESCRIPTION", "CATEGORIES", "Boston", "Long run", "km", "Alice", "Bob", "Off-season training"):
            assert word not in content

    def test_it_still_takes_its_time(self, program, address, bob):
        long_run = bob.sessions.get(ingredient="long")
        found = {str(event["uid"]): event for event in events(program.get(address))}

        assert found[f"{long_run.pk}@off-season"]["duration"].dt == timedelta(seconds=long_run.duration_s)


class TestAtAnHour:
    @pytest.fixture(autouse=True)
    def _at_half_past_six(self, bob):
        bob.time_zone = "Europe/Berlin"
        bob.save()
        choose_look(bob, is_discreet=False, hour=time(6, 30))

    def test_a_session_stands_at_that_hour_for_its_time(self, program, address):
        long_run = by_title(program.get(address))["Long run, 16.1 km"]

        assert long_run["dtstart"].to_ical() == b"20261220T063000"
        assert long_run["dtstart"].params["TZID"] == "Europe/Berlin"
        assert long_run["duration"].dt == timedelta(seconds=5600)
        assert long_run["transp"] == "OPAQUE"

    def test_the_next_one_of_the_day_follows(self, program, address):
        strength = by_title(program.get(address))["Strength A, 35 min"]

        assert strength["dtstart"].to_ical() == b"20261216T072500"

    def test_a_second_run_takes_the_day_for_its_hour_is_its_own(self, program, address, bob):
        fast = bob.sessions.get(ingredient="fast")
        bob.sessions.filter(ingredient="easy").update(date=fast.date, order=9)

        found = by_title(program.get(address))
        assert found["Easy run, 8 km"]["dtstart"].dt == fast.date

    def test_another_zone_moves_it_to_the_same_hour_there(self, program, address, bob):
        before = sequences(program.get(address))
        bob.time_zone = "Pacific/Auckland"
        bob.save()

        answer = program.get(address)

        long_run = by_title(answer)["Long run, 16.1 km"]
        assert long_run["dtstart"].to_ical() == b"20261220T063000"
        assert long_run["dtstart"].params["TZID"] == "Pacific/Auckland"
        assert sequences(answer)[str(long_run["uid"])] == before[str(long_run["uid"])] + 1

    def test_a_race_takes_the_day(self, program, address, bob):
        bob.sessions.filter(ingredient="long").update(ingredient="race", title="Jingle")

        assert by_title(program.get(address))["Jingle, 16.1 km"]["dtstart"].dt == SUNDAY


class TestRaces:
    def test_the_a_race_and_those_on_the_way(self, program, address, bob):
        make_race(bob, name="Jingle", day=date(2027, 1, 3), distance_m=10_000.0, priority="C", status="planned")
        make_race(bob, name="Ultra", day=date(2027, 6, 1), status="planned")
        make_race(bob, name="Sick", day=date(2027, 1, 10), status="dns")

        found = by_title(program.get(address))

        assert found["Boston, 42.2 km"]["dtstart"].dt == BOSTON
        assert "Jingle, 10 km" in found
        assert not {"Ultra, 42.2 km", "Sick, 42.2 km", "New York, 42.2 km"} & found.keys()

    def test_a_race_that_the_plan_has_stands_once(self, program, address, bob):
        make_race(bob, name="Jingle", day=SUNDAY, distance_m=10_000.0, status="planned")
        bob.sessions.filter(ingredient="long").update(ingredient="race", title="Jingle", distance_m=13_000)

        assert [title for title in by_title(program.get(address)) if "Jingle" in title] == ["Jingle, 13 km"]

    def test_a_race_that_moves_is_the_same_event_changed(self, program, address):
        before = sequences(program.get(address))
        Race.objects.filter(name="Boston").update(date=BOSTON + timedelta(days=1))

        answer = program.get(address)

        boston = by_title(answer)["Boston, 42.2 km"]
        assert boston["dtstart"].dt == BOSTON + timedelta(days=1)
        assert sequences(answer)[str(boston["uid"])] == before[str(boston["uid"])] + 1


def test_the_spring_plan_is_handed_over_on_its_first_day(program, address):
    PlanVersion.objects.update(response=SPRING)
    OffSeason.objects.update(spring_plan_name="Boston 18/55", spring_plan_link="https://example.org/plan")

    (event,) = [each for title, each in by_title(program.get(address)).items() if "spring" in title]

    assert event["summary"] == "Your spring plan begins: Boston 18/55"
    assert event["dtstart"].dt == date(2027, 1, 25)
    assert event["url"] == "https://example.org/plan"


class TestWhatTheAthleteMaySee:
    def test_days_that_the_coach_has_not_opened_stay_closed(self, program, address):
        OffSeason.objects.update(visible_until=SUNDAY - timedelta(days=1))

        assert "Long run, 16.1 km" not in by_title(program.get(address))

    def test_after_unpublishing_it_is_empty_and_valid(self, program, address):
        OffSeason.objects.update(published=None)

        answer = program.get(address)

        assert answer.status_code == 200
        assert events(answer) == []
        assert str(Calendar.from_ical(answer.content)["version"]) == "2.0"

    def test_it_goes_back_eight_weeks(self, program, address, clock):
        clock.move_to(datetime(2027, 2, 14, 8, 0, tzinfo=UTC))
        assert "Long run, 16.1 km" in by_title(program.get(address))

        clock.move_to(datetime(2027, 2, 15, 8, 0, tzinfo=UTC))
        assert "Long run, 16.1 km" not in by_title(program.get(address))

    def test_what_is_done_stays(self, program, address, bob, as_bob):
        as_bob.post(reverse("plans:session_done", args=[bob.sessions.get(ingredient="long").pk]))

        assert "Long run, 16.1 km" in by_title(program.get(address))

    def test_another_athletes_sessions_are_not_in_it(self, program, address, alice):
        carol = make_athlete(name="Carol", email="carol@example.org", coach=alice)
        make_published(carol)

        found = {str(event["uid"]) for event in events(program.get(address))}
        assert not found & {f"{one.pk}@off-season" for one in carol.sessions.all()}
