"""What a coach asks of the roster, and what a row says."""

from datetime import timedelta

import pytest
import time_machine
from django.utils.html import escape
from pytest_django.asserts import assertContains, assertNotContains

from athletes.models import Athlete
from coachapp.desk.roster_asked import FILTERS, ORDERS, asked_of
from plans.actions.log import mark_done
from tests.factories import NOW, make_athlete, make_off_season, make_race, make_squad
from tests.plans.published import MONDAY, make_published

pytestmark = pytest.mark.django_db
ROSTER = "/coach/athletes/"
THURSDAY = NOW + timedelta(days=43)  # 17 December 2026, within the published week
TODAY = THURSDAY.date()


@pytest.fixture(autouse=True)
def _in_december():
    with time_machine.travel(THURSDAY, tick=False):
        yield


@pytest.fixture
def club(alice):
    """Ada trains; Bea is silent; Cleo has a draft and an early race; Dora nothing at all."""
    ada, bea, cleo, dora = (make_athlete(name=name, coach=alice) for name in ("Ada", "Bea", "Cleo", "Dora"))
    make_published(ada, starts=(MONDAY - timedelta(days=14), MONDAY - timedelta(days=7), MONDAY))
    done(ada, MONDAY + timedelta(days=1))
    published = make_published(bea, starts=(MONDAY - timedelta(days=14), MONDAY - timedelta(days=7), MONDAY))
    done(bea, MONDAY - timedelta(days=13))
    published.draft = published.published
    published.save()
    make_off_season(cleo)
    make_race(cleo, name="Valencia", day=TODAY + timedelta(days=20), status="planned")
    return {athlete.name: athlete for athlete in (ada, bea, cleo, dora)}


def done(athlete, day, **amounts):
    session = athlete.sessions.filter(date=day, distance_m__gt=0).first() or athlete.sessions.filter(date=day).first()
    return mark_done(session, by=athlete.coach.user, at=NOW, **amounts)


def names(page):
    return [row.athlete.name for row in page.context["rows"]]


def row_of(client, name):
    return next(row for row in client.get(ROSTER).context["rows"] if row.athlete.name == name)


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ({"phase": "maintenance"}, ["Ada", "Bea"]),
        ({"phase": "recovery"}, []),
        ({"phase": "none"}, ["Cleo", "Dora"]),
        ({"race": "30"}, ["Cleo"]),
        ({"race": "90"}, ["Cleo"]),
        ({"race": "180"}, ["Ada", "Bea", "Cleo"]),
        ({"last": "active"}, ["Ada"]),
        ({"last": "silent"}, ["Bea"]),
        ({"plan": "none"}, ["Dora"]),
        ({"plan": "draft"}, ["Cleo"]),
        ({"plan": "changed"}, ["Ada"]),
        ({"plan": "published"}, ["Bea"]),
        ({"phase": "maintenance", "last": "silent", "q": "b", "sort": "race"}, ["Bea"]),
        ({"phase": "maintenance", "plan": "none"}, []),
    ],
)
def test_filters_leave_those_who_fit(as_alice, club, asked, left):
    assert sorted(names(as_alice.get(ROSTER, asked))) == left


@pytest.mark.parametrize("name", [one.name for one in FILTERS] + ["squad", "sort", "page"])
@pytest.mark.parametrize("value", ["nonsense", "", "-1", "' OR 1=1", "\0", "9" * 40])
def test_what_nobody_knows_is_ignored(as_alice, club, name, value):
    assert names(as_alice.get(ROSTER, {name: value})) == ["Ada", "Bea", "Cleo", "Dora"]


def test_a_squad_leaves_its_own(as_alice, alice, club):
    squad = make_squad(alice, club["Ada"], club["Dora"])
    page = as_alice.get(ROSTER, {"squad": squad.pk, "phase": "none"})
    assert names(page) == ["Dora"]
    assertContains(page, "<b>1</b> of 4 athletes: in New York, phase none now.")


def test_another_coachs_squad_asks_for_nothing(as_alice, club, dana):
    squad = make_squad(dana, club["Ada"], name="Secret")
    page = as_alice.get(ROSTER, {"squad": squad.pk})
    assert len(names(page)) == 4
    assertNotContains(page, "Secret")


@pytest.mark.parametrize("sort", [order for known in ORDERS for order in (known, f"-{known}")])
def test_every_order_shows_everybody_and_is_told_by_its_column(as_alice, club, sort):
    page = as_alice.get(ROSTER, {"sort": sort})
    assert sorted(names(page)) == ["Ada", "Bea", "Cleo", "Dora"]
    told = [heading.aria_sort for heading in page.context["headings"] if heading.aria_sort]
    assert len(told) == (0 if "newest" in sort else 1)


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("name", "Ada"),
        ("-name", "Dora"),
        ("race", "Cleo"),
        ("active", "Ada"),
        ("-active", "Bea"),
        ("week", "Ada"),
        ("plan", "Dora"),
        ("-plan", "Bea"),
        ("newest", "Ada"),
    ],
)
def test_a_column_sorts_both_ways(as_alice, club, sort, first):
    Athlete.objects.filter(name="Ada").update(created_at=THURSDAY)
    assert names(as_alice.get(ROSTER, {"sort": sort}))[0] == first


def test_who_has_no_figure_comes_last_either_way(as_alice, club):
    for sort in ("active", "-active", "race", "-race"):
        assert names(as_alice.get(ROSTER, {"sort": sort}))[-1] == "Dora"


def test_a_click_on_the_sorting_column_turns_it_and_keeps_the_filters(as_alice, club):
    page = as_alice.get(ROSTER, {"sort": "race", "q": "a"})
    heads = {heading.label: heading for heading in page.context["headings"]}
    assert heads["A race"].aria_sort == "ascending"
    assert heads["A race"].query == "q=a&sort=-race"
    assert heads["Usual week"].query == "q=a&sort=volume"
    assertContains(page, 'aria-sort="ascending"', count=1)


def test_pages_keep_what_was_asked(as_alice, alice):
    Athlete.objects.bulk_create(Athlete(name=f"Runner {n:03}", coach=alice, created_at=NOW) for n in range(60))
    page = as_alice.get(ROSTER, {"q": "runner", "phase": "none", "sort": "-name"})
    assertContains(page, escape("?q=runner&phase=none&sort=-name&page=2"))


def test_a_partial_answer_has_the_same_links_and_words(as_alice, club):
    page = as_alice.get(ROSTER, {"phase": "none", "sort": "race"}, headers={"HX-Request": "true"})
    assertNotContains(page, "<html")
    assertContains(page, "<b>2</b> of 4 athletes: phase none now.")
    assertContains(page, "Clear all")
    assertContains(page, escape("?phase=none&sort=-race"))


def test_an_empty_answer_says_what_to_take_back(as_alice, alice, club):
    squad = make_squad(alice)
    page = as_alice.get(ROSTER, {"q": "zz", "squad": squad.pk, "race": "30", "last": "silent"})
    assertContains(page, "“zz”, in New York, A race within 30 days, last activity none for 10 days or more")
    assertContains(page, "see your 4 athletes")
    assertContains(page, "Clear all")


def test_words_are_bounded_and_shown_as_text(as_alice, club):
    page = as_alice.get(ROSTER, {"q": "<script>" + "x" * 5000})
    assertNotContains(page, "<script>x")
    assert len(page.context["asked"].words) == 100


def test_the_query_of_nothing_is_empty():
    assert asked_of({"sort": "name", "q": " "}, squads=[]).query() == ""


def test_a_row_says_week_squads_and_what_was_done(as_alice, alice, bob):
    make_published(bob, starts=(MONDAY - timedelta(days=7), MONDAY, MONDAY + timedelta(days=7)))
    make_squad(alice, bob, name="sub-3")
    make_squad(alice, bob, name="New York")
    done(bob, MONDAY + timedelta(days=1), distance_m=10_000)
    row = row_of(as_alice, "Bob Brandt")
    assert (row.season.number, row.season.count, row.squads) == (2, 3, ("New York", "sub-3"))
    assert (row.this_week.done, row.this_week.planned) == ("10", "54.7 km")
    assert [bar.is_now for bar in row.season.spark.bars] == [False, True, False]
    assert row.last_activity == "2 days ago"
    page = as_alice.get(ROSTER)
    for said in ("week 2 of 3", "10 of 54.7 km", "New York, sub-3", "2 days ago"):
        assertContains(page, said)


@pytest.mark.parametrize(
    ("unit", "done_text", "planned"), [("mi", "6.2", "34 mi"), ("km", "10", "54.7 km"), ("min", "55 min", "5 h 16")]
)
def test_the_week_is_told_in_the_athletes_own_unit(as_alice, alice, unit, done_text, planned):
    runner = make_athlete(name="Una", coach=alice, unit=unit)
    make_published(runner)
    done(runner, MONDAY + timedelta(days=1), distance_m=10_000, duration_s=3300)
    week = row_of(as_alice, "Una").this_week
    assert (week.done, week.planned) == (done_text, planned)


def test_a_week_with_nothing_done_and_no_week_at_all(as_alice, club):
    assert row_of(as_alice, "Bea").this_week.done == "–"
    assert row_of(as_alice, "Dora").this_week is None
    assert row_of(as_alice, "Dora").season is None


def test_a_plan_that_has_not_begun_says_from_when(as_alice, bob):
    make_published(bob, starts=(MONDAY + timedelta(days=7),))
    assertContains(as_alice.get(ROSTER), "from 21 Dec")
    assert row_of(as_alice, "Bob Brandt").season.number is None


def test_what_is_ticked_ahead_of_its_day_is_no_activity_yet(as_alice, bob):
    make_published(bob)
    done(bob, MONDAY + timedelta(days=5))
    assert row_of(as_alice, "Bob Brandt").active_on is None


def test_nobody_else_sees_a_runner_by_any_filter(as_dana, club):
    for asked in ({}, {"q": "ada"}, {"phase": "maintenance"}, {"last": "silent"}, {"sort": "week"}):
        assert names(as_dana.get(ROSTER, asked)) == []


def test_who_needs_the_coach_is_who_stands_on_the_board(as_alice, club, alice):
    bob = make_athlete(name="Bob Brandt", coach=alice)
    make_race(bob, day=TODAY - timedelta(days=2))
    page = as_alice.get(ROSTER, {"needs": "me"})
    assertContains(page, "Bob Brandt")
    assertNotContains(page, "Dora")
    assert "Bob Brandt" in b"".join(as_alice.get("/coach/athletes/export/", {"needs": "me"})).decode()
