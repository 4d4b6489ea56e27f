"""Each section of the settings is kept on its own, and everything that a person sees follows at once."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from athletes.models import Athlete, User
from plans.models import OffSeason, PlanVersion
from tests.access_world import publish_off_season
from tests.athletes.pages import ENTRY
from tests.conftest import logged_in
from tests.factories import NOW, account_of, make_athlete
from tests.plans.drafted import drafted
from tests.plans.published import make_published

pytestmark = pytest.mark.django_db
CLOCK = {"name": "Bob B. Brandt", "time_zone": "america/new york", "week_start": "sun"}
WEEKLY = {"on": "on", "weekday": "sun", "hour": "18"}


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel(NOW, tick=False):
        yield


def said(user: User) -> tuple[str, str, str]:
    stored = User.objects.get(pk=user.pk)
    return stored.name, stored.time_zone, stored.unit


def record(athlete: Athlete) -> tuple[str, str, str]:
    stored = Athlete.objects.get(pk=athlete.pk)
    return stored.name, stored.time_zone, stored.unit


def test_name_clock_and_unit_reach_the_account_and_the_record(as_bob, bob):
    assertRedirects(as_bob.post("/settings/clock/", CLOCK), "/settings/#clock")
    assertRedirects(as_bob.post("/settings/unit/", {"unit": "mi"}), "/settings/#unit")
    assert record(bob) == said(account_of(bob)) == ("Bob B. Brandt", "America/New_York", "mi")
    assert Athlete.objects.get().week_start == "sun"


def test_one_section_leaves_the_others_alone(as_bob, bob):
    as_bob.post("/settings/weekly-mail/", WEEKLY)
    as_bob.post("/settings/unit/", {"unit": "min"})
    stored = Athlete.objects.get()
    assert (stored.name, stored.time_zone, stored.unit) == ("Bob Brandt", "UTC", "min")
    assert (stored.reminder_weekday, stored.reminder_hour) == ("sun", 18)


def test_the_next_week_by_mail_follows_the_new_clock(as_bob, bob):
    as_bob.post("/settings/clock/", CLOCK)
    as_bob.post("/settings/weekly-mail/", WEEKLY)
    assert Athlete.objects.get().next_reminder_at == datetime(2026, 11, 8, 23, 0, tzinfo=UTC)
    as_bob.post("/settings/weekly-mail/", {"weekday": "sun", "hour": "18"})
    stored = Athlete.objects.get()
    assert (stored.reminders_on, stored.next_reminder_at) == (False, None)


def test_a_wrong_zone_is_told_in_its_place_and_nothing_is_lost(as_bob):
    page = as_bob.post("/settings/clock/", CLOCK | {"time_zone": "Atlantis/City"})
    assertContains(page, "Atlantis/City is not on the list", status_code=422)
    assertContains(page, 'value="Bob B. Brandt"', status_code=422)
    assertContains(page, "Nothing you typed is lost", count=1, status_code=422)
    assert User.objects.get(email="bob@example.org").name == "Bob Brandt"


@pytest.mark.parametrize(
    ("section", "typed"),
    [
        ("unit", {"unit": "furlongs"}),
        ("unit", {}),
        ("clock", CLOCK | {"name": "Bob\x00"}),
        ("clock", CLOCK | {"week_start": "wed"}),
        ("weekly-mail", WEEKLY | {"hour": "25"}),
        ("mail", {"wanted": ["account_reset"]}),
    ],
)
def test_what_no_form_offers_is_refused(as_bob, bob, section, typed):
    before = Athlete.objects.values().get(), User.objects.values().get(pk=bob.user_id)
    assert as_bob.post(f"/settings/{section}/", typed).status_code == 422
    assert before == (Athlete.objects.values().get(), User.objects.values().get(pk=bob.user_id))


def test_names_of_any_script_stand_on_the_page(as_bob):
    as_bob.post("/settings/clock/", CLOCK | {"name": "ليلى حداد 🏃"})
    assertContains(as_bob.get("/settings/"), 'value="ليلى حداد 🏃"')


def test_a_coach_has_settings_without_a_week(as_alice):
    page = as_alice.get("/settings/")
    for words in ("my week by e-mail", "Week starts on", "My plan is out", "On your phone"):
        assertNotContains(page, words)
    assertRedirects(as_alice.post("/settings/clock/", CLOCK), "/settings/#clock")
    as_alice.post("/settings/unit/", {"unit": "mi"})
    assert said(User.objects.get(email="alice@example.org")) == ("Bob B. Brandt", "America/New_York", "mi")
    assert as_alice.post("/settings/weekly-mail/", WEEKLY).status_code == 404


def test_a_new_week_start_says_what_becomes_of_weeks_that_are_out(as_bob):
    page = as_bob.post("/settings/clock/", CLOCK, follow=True)
    assertContains(page, "Weeks that are out stay as they are until they are planned anew.")
    again = as_bob.post("/settings/clock/", CLOCK, follow=True)
    assertNotContains(again, "Weeks that are out stay")


def test_mail_choices_are_kept_by_kind(as_bob, bob):
    as_bob.post("/settings/mail/", {"wanted": ["question_answered"]})
    assert User.objects.get(pk=bob.user_id).mail_off == ["check_in", "phase_begins", "plan_changed", "plan_published"]
    all_of_it = ["question_answered", "plan_published", "plan_changed", "phase_begins", "check_in"]
    as_bob.post("/settings/mail/", {"wanted": all_of_it})
    assert User.objects.get(pk=bob.user_id).mail_off == []


def test_choices_that_a_page_does_not_show_stay(as_alice, alice):
    User.objects.filter(pk=alice.user_id).update(mail_off=["plan_published"])
    as_alice.post("/settings/mail/", {})
    assert User.objects.get(pk=alice.user_id).mail_off == ["coach_digest", "plan_published", "question_answered"]


def test_a_morning_mail_is_asked_for(as_bob, bob):
    as_bob.post("/settings/weekly-mail/", WEEKLY | {"daily": "on"})
    assert Athlete.objects.get(pk=bob.pk).daily_on
    as_bob.post("/settings/weekly-mail/", WEEKLY)
    assert not Athlete.objects.get(pk=bob.pk).daily_on


def test_a_coach_chooses_the_hour_of_the_digest(as_alice, alice, as_bob):
    assert "on Mondays at" in as_alice.get("/settings/").content.decode()
    assert "on Mondays at" not in as_bob.get("/settings/").content.decode()
    assert as_alice.post("/settings/digest/", {"hour": "24"}).status_code == 422
    as_alice.post("/settings/digest/", {"hour": "5"})
    alice.refresh_from_db()
    assert alice.digest_hour == 5


@pytest.mark.usefixtures("season")
class TestPlannedOtherwise:
    """The weeks that are out were rounded to another unit, or begin on another day."""

    @pytest.fixture
    def season(self, bob) -> OffSeason:
        season = make_published(bob)
        request = {"athlete": {"unit": "km", "week_start": "mon"}}
        PlanVersion.objects.filter(off_season=season).update(request=request)
        return season

    def test_the_athlete_is_told_and_their_coach_too(self, as_bob, as_alice):
        assertNotContains(as_bob.get("/settings/"), "Your weeks were planned")
        as_bob.post("/settings/unit/", {"unit": "mi"})
        assertContains(as_bob.get("/settings/"), "Your weeks were planned in kilometres.")
        assertContains(as_bob.get("/settings/"), "Alice Arden is told, and can do it.")
        assertNotContains(as_bob.get("/settings/"), "Plan the weeks to come anew")
        assertContains(as_alice.get("/coach/"), "The plan is in kilometres, they read miles.")

    def test_the_week_start_too(self, as_bob, as_alice):
        as_bob.post("/settings/clock/", CLOCK)
        assertContains(as_bob.get("/settings/"), "Your weeks were planned from Monday on.")
        assertContains(as_alice.get("/coach/"), "The plan has weeks from Monday, theirs start on Sunday.")

    def test_nobody_is_told_of_weeks_that_are_over(self, as_bob, bob, alice):
        as_bob.post("/settings/unit/", {"unit": "mi"})
        with time_machine.travel(NOW + timedelta(days=80), tick=False):
            assertNotContains(logged_in(account_of(bob)).get("/settings/"), "Your weeks were planned")
            assertNotContains(logged_in(alice.user).get("/coach/"), "they read miles")

    def test_another_coach_hears_nothing(self, as_bob, as_dana):
        as_bob.post("/settings/unit/", {"unit": "mi"})
        assertNotContains(as_dana.get("/coach/"), "they read miles")


def test_who_coaches_themselves_gets_a_draft_in_the_new_unit(client):
    runner = make_athlete(name="Charlie Cole", email="charlie@example.org")
    client.force_login(account_of(runner))
    season = publish_off_season(runner, by=account_of(runner))
    client.post("/settings/unit/", {"unit": "mi"})
    assertContains(client.get("/settings/"), "Plan the weeks to come anew")
    season.refresh_from_db()
    response = client.post(f"/coach/plans/{season.pk}/newest/", {"lock": season.lock})
    assertRedirects(response, season.get_absolute_url(), fetch_redirect_response=False)
    assert drafted(OffSeason.objects.get(pk=season.pk)).request["athlete"]["unit"] == "mi"


class TestTheTrainingForm:
    def test_changing_the_unit_reads_what_was_left_alone_in_the_old_one(self, as_bob, bob):
        as_bob.post("/settings/training/", ENTRY | {"unit": "mi", "baseline_m": "60.0", "baseline_long_m": "15"})
        bob.refresh_from_db()
        assert (bob.baseline_m, bob.baseline_long_m) == (60_000.0, pytest.approx(15 * 1609.344))

    def test_a_runner_corrects_their_own_record_and_the_account_follows(self, as_bob, bob):
        assertRedirects(as_bob.post("/settings/training/", ENTRY), "/settings/")
        assert record(bob) == said(account_of(bob)) == ("Frida Falk", "America/New_York", "mi")
        assert Athlete.objects.get().available_min == {"mon": 0, "tue": 60}

    def test_a_coachs_correction_reaches_the_account_too(self, as_alice, bob):
        as_alice.post(f"/coach/athletes/{bob.pk}/edit/", ENTRY)
        assert record(bob) == said(account_of(bob)) == ("Frida Falk", "America/New_York", "mi")

    def test_a_record_with_an_account_cannot_say_under_sixteen(self, as_alice, bob):
        page = as_alice.post(f"/coach/athletes/{bob.pk}/edit/", ENTRY | {"birth_date": "2012-01-01"})
        assertContains(page, "Accounts are for runners of 16 and older", status_code=422)


def test_leaving_twice_says_it_again_and_breaks_nothing(as_bob, bob):
    as_bob.post("/settings/leave-coach/")
    page = as_bob.post("/settings/leave-coach/", follow=True)
    assertContains(page, "You train on your own.")
    assert Athlete.objects.get().coach is None
