"""The unit somebody has chosen is the one they read, on every page at once."""

import re

import pytest
import time_machine
from django.core import mail as django_mail

from athletes.models import Athlete, OutgoingMail
from plans.actions.remind import remind
from tests.access_world import publish_off_season
from tests.conftest import logged_in
from tests.factories import NOW, account_of

pytestmark = pytest.mark.django_db
PAGES = ("/week/", "/season/", "/races/", "/settings/training/", "/settings/history/")
TAGS = re.compile(r"<(script|style|option|svg)\b.*?</\1>|<[^>]+>", re.DOTALL)
# An amount: 10 km, 5:30 /km, 42.2 km. The name of a race may say what it likes.
AMOUNT = {"km": re.compile(r"[\d/]\s?km\b"), "mi": re.compile(r"[\d/]\s?mi\b")}


@pytest.fixture
def season(bob, alice):
    with time_machine.travel(NOW, tick=False):
        yield publish_off_season(bob, by=alice.user)


def words(page) -> str:
    assert page.status_code == 200
    return TAGS.sub(" ", page.content.decode())


@pytest.mark.usefixtures("season")
@pytest.mark.parametrize(("unit", "other"), [("km", "mi"), ("mi", "km")])
def test_every_page_of_the_athlete_shows_it(as_bob, unit, other):
    as_bob.post("/settings/unit/", {"unit": unit})
    shown = {path: words(as_bob.get(path)) for path in PAGES}
    assert {path for path, text in shown.items() if AMOUNT[other].search(text)} == set()
    assert {path for path in ("/week/", "/season/") if AMOUNT[unit].search(shown[path])} == {"/week/", "/season/"}


@pytest.mark.usefixtures("season")
@pytest.mark.parametrize(("unit", "other"), [("km", "mi"), ("mi", "km")])
def test_what_the_coach_reads_of_the_athlete_follows(as_bob, as_alice, bob, unit, other):
    as_bob.post("/settings/unit/", {"unit": unit})
    for page in (f"/coach/athletes/{bob.pk}/week/2026-11-04/", f"/coach/athletes/{bob.pk}/season/"):
        text = words(as_alice.get(page))
        assert AMOUNT[unit].search(text), page
        assert not AMOUNT[other].search(text), page


@pytest.mark.usefixtures("season")
@pytest.mark.parametrize(("unit", "other"), [("km", "mi"), ("mi", "km")])
def test_the_weekly_mail_follows(as_bob, bob, unit, other):
    as_bob.post("/settings/unit/", {"unit": unit})
    Athlete.objects.update(next_reminder_at=NOW)
    remind([bob.pk], at=NOW)
    mail = OutgoingMail.objects.get(kind="weekly_plan")
    assert AMOUNT[unit].search(mail.text)
    assert not AMOUNT[other].search(mail.text)
    assert django_mail.outbox == []


def test_totals_are_converted_from_metres_with_one_decimal(as_bob, bob, season):
    """Rounded to whole kilometres by the plan, a session read in miles is no whole number, and no other distance."""
    as_bob.post("/settings/unit/", {"unit": "mi"})
    session = season.sessions.filter(distance_m__gt=0, date__gte=NOW.date()).in_order().first()
    page = logged_in(account_of(bob)).get(f"/week/{session.date}/")
    assert f"{session.distance_m / 1609.344:.1f}".removesuffix(".0") + " mi" in words(page).replace("\xa0", " ")


@pytest.mark.usefixtures("season")
def test_the_api_says_the_unit_and_speaks_metres(as_bob):
    as_bob.post("/settings/unit/", {"unit": "mi"})
    assert as_bob.get("/api/v1/me/").json()["unit"] == "mi"
