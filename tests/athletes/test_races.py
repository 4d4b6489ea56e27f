import pytest
import time_machine
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from athletes.actions.race import RaceKnown, keep_race
from athletes.models import Race
from tests.conftest import logged_in
from tests.factories import BOSTON, NOW, account_of, make_off_season, make_race
from tests.together import together

pytestmark = pytest.mark.django_db
JINGLE = {"name": "Jingle", "date": "2026-12-13", "distance": "10000", "priority": "C", "status": "planned"}


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def boston(bob):
    return make_race(bob, name="Boston", day=BOSTON, status="planned")


def test_the_list_says_what_lies_ahead_and_behind(as_bob, bob, boston):
    make_race(bob, duration_s=13_500.0)
    page = as_bob.get("/races/")
    assertContains(page, "3:45:00")
    assert [race.name for race, _ in page.context["ahead"]] == ["Boston"]
    assert [race.name for race, _ in page.context["behind"]] == ["New York"]


def test_without_races_the_page_says_what_to_do(as_bob):
    assertContains(as_bob.get("/races/"), "the off-season lies between them")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_for_any_number(as_bob, bob, count, django_assert_num_queries):
    for n in range(count):
        make_race(bob, name=f"Race {n}")
    with django_assert_num_queries(5):
        as_bob.get("/races/")


def test_an_athlete_adds_a_race(as_bob, bob):
    assertRedirects(as_bob.post("/races/add/", JINGLE), "/races/")
    race = bob.races.get()
    assert (race.name, race.distance_m, race.priority, race.effort) == ("Jingle", 10_000.0, "C", "raced")


def test_the_coach_adds_one_for_them(as_alice, bob):
    assertRedirects(as_alice.post(f"/coach/athletes/{bob.pk}/races/add/", JINGLE), f"/coach/athletes/{bob.pk}/races/")
    assert bob.races.get().name == "Jingle"


def test_a_result_is_added_to_a_race(bob, boston):
    result = {"name": "Boston", "date": str(BOSTON), "distance": "42195", "status": "finished", "duration_s": "3:31:07"}
    with time_machine.travel(f"{BOSTON}T20:00Z", tick=False):
        logged_in(account_of(bob)).post(f"/races/{boston.pk}/", result)
    boston.refresh_from_db()
    assert (boston.status, boston.duration_s) == ("finished", 12_667.0)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"status": "finished"}, "It is still to come"),
        ({"duration_s": "0:40:00"}, "has no result yet"),
        ({"date": "2206-12-13"}, "Look at the year"),
        ({"climb_m": "-5"}, "zero or more"),
        ({"covered": "12", "status": "dnf", "date": "2026-11-01"}, "farther than the race"),
        ({"distance": "other", "other": "900", "other_unit": "mi"}, "1,000 km at most"),
        ({"name": "Boston", "date": str(BOSTON)}, "on the list already"),
    ],
)
def test_a_wrong_race_says_what_to_change(as_bob, boston, wrong, said):
    assertContains(as_bob.post("/races/add/", JINGLE | wrong), said, status_code=422)
    assert Race.objects.count() == 1


def test_a_race_goes_from_the_list(as_bob, boston):
    assertRedirects(as_bob.post(f"/races/{boston.pk}/delete/"), "/races/")
    assert not Race.objects.exists()


def test_a_race_that_an_off_season_hangs_on_stays(as_alice, bob):
    race = make_off_season(bob).fall_race
    url = f"/coach/athletes/{bob.pk}/races/{race.pk}/"
    page = as_alice.post(f"{url}delete/", follow=True)
    assertContains(page, "begins or ends an off-season, so it stays")
    assert Race.objects.filter(pk=race.pk).exists()


def test_a_race_of_another_runner_is_not_found_under_ones_own_address(as_charlie, as_alice, boston):
    assert as_charlie.post(f"/races/{boston.pk}/delete/").status_code == 404
    assertNotContains(as_charlie.get("/races/"), "Boston")
    assert as_charlie.get(f"/races/{boston.pk}/").status_code == 404


def test_the_second_of_two_clicks_is_told_that_the_race_is_there(bob):
    """Both looked before either wrote: the database decides."""
    race = make_race(bob)
    with pytest.raises(RaceKnown):
        keep_race(Race(athlete=bob, name=race.name, date=race.date, distance_m=race.distance_m))


@pytest.mark.django_db(transaction=True)
def test_two_clicks_add_one_race(as_bob, bob):
    pages = together([lambda: as_bob.post("/races/add/", JINGLE)] * 2)
    assert sorted(page.status_code for page in pages) == [302, 422]
    assert bob.races.count() == 1
