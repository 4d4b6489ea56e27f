"""The roster as a file: what a coach takes along, and what can come back."""

import csv
import io
from datetime import date, timedelta

import pytest
import time_machine
from pytest_django.asserts import assertContains

from athletes.imports.people import ATHLETES
from athletes.models import Athlete
from tests.factories import NOW, make_athlete, make_squad
from tests.plans.published import MONDAY, make_published

pytestmark = pytest.mark.django_db
EXPORT = "/coach/athletes/export/"
THURSDAY = NOW + timedelta(days=43)


@pytest.fixture(autouse=True)
def _in_december():
    with time_machine.travel(THURSDAY, tick=False):
        yield


def text_of(answer):
    return b"".join(answer.streaming_content).decode()


def rows(answer):
    return list(csv.DictReader(io.StringIO(text_of(answer).removeprefix("\ufeff"))))


def test_the_file_holds_what_the_roster_shows(as_alice, alice, bob):
    make_published(bob, starts=(MONDAY - timedelta(days=7), MONDAY))
    make_squad(alice, bob, name="New York")
    make_squad(alice, bob, name="sub-3")
    answer = as_alice.get(EXPORT)
    assert answer["Content-Disposition"] == 'attachment; filename="athletes-2026-12-17.csv"'
    assert rows(answer) == [
        {
            "name": "Bob Brandt",
            "e-mail": "bob@example.org",
            "squads": "New York; sub-3",
            "usual week km": "60",
            "long run km": "22",
            "runs a week": "5",
            "years of running": "4.0",
            "birth date": "1988-04-02",
            "sex": "M",
            "plans in": "km",
            "account": "joined",
            "phase": "maintenance",
            "week of the off-season": "2 of 2",
            "last activity": "",
            "A race": "Boston",
            "A race date": "2027-04-19",
            "plan": "newer draft",
        }
    ]


def test_the_file_is_narrowed_and_sorted_as_the_page(as_alice, alice, bob):
    squad = make_squad(alice, bob, make_athlete(name="Ada", coach=alice))
    make_athlete(name="Cleo", coach=alice)
    asked = {"squad": squad.pk, "sort": "-name"}
    assert [row["name"] for row in rows(as_alice.get(EXPORT, asked))] == ["Bob Brandt", "Ada"]
    assertContains(as_alice.get("/coach/athletes/", asked), f"{EXPORT}?squad={squad.pk}&amp;sort=-name")


@pytest.mark.parametrize("name", ['=HYPERLINK("http://evil.example")', "+1", "-2", "@SUM(A1)", "'=x"])
def test_what_a_spreadsheet_would_compute_stays_text(as_alice, alice, name):
    make_athlete(name=name, coach=alice)
    make_squad(alice, Athlete.objects.get(), name="=cmd")
    (row,) = rows(as_alice.get(EXPORT))
    assert (row["name"], row["squads"]) == (f"'{name}", "'=cmd")


def test_the_file_comes_back_as_it_went(as_alice, alice, bob):
    make_squad(alice, bob, name="New York")
    make_athlete(name='=A "quoted", name', coach=alice, baseline_m=48_280.0, birth_date=None, sex="", unit="mi")
    reading = ATHLETES.read(text_of(as_alice.get(EXPORT)), unit="km", today=date(2026, 12, 17))
    assert reading.bad == ()
    assert [(line.name, line.email, line.squads, line.usual_m, line.unit) for line in reading.lines] == [
        ('=A "quoted", name', "", (), 48_280.0, "mi"),
        ("Bob Brandt", "bob@example.org", ("New York",), 60_000.0, "km"),
    ]
    assert "A race" in reading.left_aside


def test_another_coach_takes_the_file_over(as_alice, as_dana, alice, dana, bob):
    """Through both pages, as when a club changes hands: nothing of the first coach's is touched."""
    make_squad(alice, bob, make_athlete(name="=Ada", coach=alice, unit="mi", baseline_m=48_280.0), name="New York")
    text = text_of(as_alice.get(EXPORT))

    preview = as_dana.post("/coach/athletes/import/", {"kind": "athletes", "text": text, "unit": "km"})
    as_dana.post("/coach/athletes/import/run/", {"carried": preview.context["carried"]})

    def told(coach):
        fields = (
            "name",
            "unit",
            "baseline_m",
            "baseline_long_m",
            "usual_run_days",
            "birth_date",
            "sex",
            "squads__name",
        )
        return set(coach.athletes.values_list(*fields))

    assert told(dana) == told(alice)
    assert len(told(dana)) == 2
    assert bob.coach == alice


@pytest.mark.parametrize("count", [3, 40])
def test_a_chunk_takes_the_same_queries_for_any_number(as_alice, alice, count, django_assert_num_queries):
    for n in range(count):
        make_published(make_athlete(name=f"Runner {n}", coach=alice))
    with django_assert_num_queries(11):
        found = rows(as_alice.get(EXPORT))
    assert len(found) == count


def test_more_than_a_chunk_is_whole(as_alice, alice):
    Athlete.objects.bulk_create(Athlete(name=f"Runner {n:04}", coach=alice, created_at=NOW) for n in range(1234))
    assert [row["name"] for row in rows(as_alice.get(EXPORT))] == [f"Runner {n:04}" for n in range(1234)]


def test_nobody_elses_runners_are_in_it(as_dana, bob):
    assert rows(as_dana.get(EXPORT)) == []
