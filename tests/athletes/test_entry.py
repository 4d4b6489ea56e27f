"""A coach enters a runner; a runner enters on their own."""

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from athletes.models import Athlete, HistoryWeek, Invitation, OutgoingMail, Race
from tests.athletes.pages import ENTRY
from tests.conftest import logged_in
from tests.factories import NOW, make_user
from tests.together import together

pytestmark = pytest.mark.django_db
ADD = "/coach/athletes/new/"


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel(NOW, tick=False):
        yield


def test_a_coach_enters_a_runner_on_one_page(as_alice, alice):
    response = as_alice.post(ADD, ENTRY)
    frida = Athlete.objects.get()
    assertRedirects(response, f"/coach/athletes/{frida.pk}/", fetch_redirect_response=False)
    assert (frida.coach, frida.user, frida.unit) == (alice, None, "mi")
    assert frida.baseline_m == pytest.approx(48 * 1609.344)
    assert frida.available_min == {"mon": 0, "tue": 60}
    assert frida.fixed == [{"weekday": "wed", "ingredient": "fast"}]
    races = Race.objects.order_by("date").values_list("name", "distance_m", "duration_s", "status", "priority")
    assert list(races) == [
        ("New York", 42195.0, 13500.0, "finished", "A"),
        ("Boston", 42195.0, None, "planned", "A"),
    ]
    assert not OutgoingMail.objects.exists()


def test_weeks_can_stand_in_for_the_usual_week(as_alice):
    weeks = {"week10-distance": "40.5", "week10-longest": "13", "week11-distance": "12", "week11-unusable": "ill"}
    as_alice.post(ADD, ENTRY | {"baseline_m": "", "baseline_long_m": ""} | weeks)
    stored = HistoryWeek.objects.oldest_first().values_list("start", "distance_m", "unusable")
    assert [(str(start), round(metres), why) for start, metres, why in stored] == [
        ("2026-10-26", 65178, ""),
        ("2026-11-02", 19312, "ill"),
    ]


def test_a_distance_that_is_not_on_the_list_is_typed(as_alice):
    as_alice.post(ADD, ENTRY | {"goal-distance": "other", "goal-other": "33", "goal-other_unit": "mi"})
    assert Race.objects.get(name="Boston").distance_m == pytest.approx(33 * 1609.344)


def test_an_address_invites_at_once(as_alice):
    as_alice.post(ADD, ENTRY | {"email": "Frida@example.org"})
    assert Invitation.objects.get().email == "frida@example.org"
    assert OutgoingMail.objects.get().subject == "Alice Arden invites you to your off-season"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "This field is required"),
        ({"baseline_m": "", "baseline_long_m": ""}, "Say what a usual week is"),
        ({"baseline_m": "fortyeight"}, "Write a number, such as 48"),
        ({"baseline_m": "nan"}, "Write a number, such as 48"),
        ({"baseline_m": "400"}, "A week has 300 km at most"),
        ({"baseline_long_m": "49"}, "it cannot be longer"),
        ({"fall-duration_s": "three hours"}, "hours:minutes:seconds, such as 3:45:00"),
        ({"fall-duration_s": "0:45:00"}, "That would be 1:04 a kilometre"),
        ({"goal-date": "2026-10-30"}, "The A race comes after the fall race"),
        ({"goal-distance": "other"}, "Say how far, such as 33"),
        ({"fall-date": "2026-12-01"}, "It is still to come"),
        ({"time_zone": "Nowhere/Land"}, "is not on the list of time zones"),
        ({"available_tue": "1500"}, "less than or equal to 1440"),
        ({"birth_date": "2090-01-01"}, "Look at the year"),
        ({"max_hr_bpm": "300"}, "between 100 and 230"),
        ({"week3-longest": "10"}, "Add the whole week"),
        ({"email": "no address"}, "valid email"),
        ({"unit": "furlong"}, "furlong is not one of the available choices"),
    ],
)
def test_a_wrong_line_says_what_to_change_and_nothing_is_lost(as_alice, wrong, said):
    response = as_alice.post(ADD, ENTRY | wrong)
    assertContains(response, said, status_code=422)
    assertContains(response, 'value="America/New_York"' if "time_zone" not in wrong else "Nowhere", status_code=422)
    assert not Athlete.objects.exists()


def test_a_runner_under_sixteen_is_a_coachs_record_without_invitation(as_alice):
    response = as_alice.post(ADD, ENTRY | {"birth_date": "2012-01-01", "email": "kid@example.org"})
    assert response.status_code == 302
    assert Athlete.objects.get().user is None
    assert not Invitation.objects.exists()


def test_a_runner_without_a_coach_enters_on_their_own(db):
    user = make_user(email="frida@example.org", name="Frida Falk")
    client = logged_in(user)
    assertRedirects(client.get("/welcome/"), "/start/")
    assertContains(client.get("/start/"), 'value="Frida Falk"')
    assertRedirects(client.post("/start/", ENTRY), "/welcome/", fetch_redirect_response=False)
    frida = Athlete.objects.get()
    assert (frida.user, frida.coach, frida.races.count()) == (user, None, 2)
    assert frida.next_reminder_at is not None


def test_accounts_are_for_sixteen_and_older(db):
    client = logged_in(make_user(email="kid@example.org"))
    response = client.post("/start/", ENTRY | {"birth_date": "2010-11-05"})
    assertContains(response, "Accounts are for runners of 16 and older", status_code=422)
    assert client.post("/start/", ENTRY | {"birth_date": "2010-11-03"}).status_code == 302


def test_what_the_free_planner_was_told_is_not_asked_again(db):
    client = logged_in(make_user(email="amanda@example.org"))
    session = client.session
    session["free_plan"] = {
        "athlete": {"unit": "mi", "years_running": 6, "available_min": {"mon": 0}, "long_run_day": "sun"},
        "history": {"baseline_m": 77248.5, "weeks": []},
        "fall_race": {"name": "New York", "date": "2026-11-01", "distance_m": 42195, "duration_s": 13500},
        "a_race": {"name": "Boston", "date": "2027-04-19", "distance_m": 42195},
    }
    session.save()
    page = client.get("/start/")
    for known in ('value="48.0"', 'value="New York"', 'value="3:45:00"', 'value="2027-04-19"'):
        assertContains(page, known)
    client.post("/start/", ENTRY)
    assert "free_plan" not in client.session


def test_a_broken_free_plan_is_simply_forgotten(db):
    client = logged_in(make_user(email="amanda@example.org"))
    session = client.session
    session["free_plan"] = {"athlete": 7}
    session.save()
    assertContains(client.get("/start/"), "The fall race")


def test_who_has_entered_is_sent_on(as_bob, as_alice):
    for client in (as_bob, as_alice):
        assertRedirects(client.get(reverse("athletes:start")), "/welcome/", fetch_redirect_response=False)


@pytest.mark.django_db(transaction=True)
def test_two_clicks_enter_one_runner():
    user = make_user(email="frida@example.org", name="Frida Falk")
    pages = together([lambda: logged_in(user).post("/start/", ENTRY)] * 2)
    assert [page.status_code for page in pages] == [302, 302]
    assert Athlete.objects.get().user == user


def test_a_runner_on_their_own_says_first_how_they_are(client):
    client.force_login(make_user(email="erik@example.org"))
    silent = {name: value for name, value in ENTRY.items() if name != "health-is_well"}

    page = client.post("/start/", silent)

    assertContains(page, "Tick what applies to you", status_code=422)
    assertContains(page, "Frida Falk", status_code=422)
    assert not Athlete.objects.exists()


def test_what_a_runner_ticks_stands_as_their_own_answer(client):
    client.force_login(make_user(email="erik@example.org"))

    client.post("/start/", ENTRY | {"health-is_well": "", "health-flags": ["clot"]})

    assert Athlete.objects.get().safety_answers.get().flags == ["clot"]
