"""Where somebody is signed in: seen, ended elsewhere, and forgotten with the sign-in."""

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from athletes.tasks import clear_old_sessions
from athletes.templatetags.browsers import browser
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db
SESSIONS = "/accounts/sessions/"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Mobile/15E148 Safari/604.1"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0"


def signed_in(user_agent: str) -> Client:
    client = Client(HTTP_USER_AGENT=user_agent)
    client.post("/accounts/login/", {"login": "bob@example.org", "password": PASSWORD})
    return client


def test_both_places_are_listed_and_the_own_one_is_marked(bob):
    phone, _ = signed_in(PHONE), signed_in(DESK)
    page = phone.get(SESSIONS)
    assertContains(page, "Safari on iPhone")
    assertContains(page, "Edge on Windows")
    assertContains(page, ">here<", count=1)


def test_signing_out_elsewhere_ends_the_others_and_twice_is_harmless(bob):
    phone, desk = signed_in(PHONE), signed_in(DESK)
    assertRedirects(phone.post(SESSIONS), SESSIONS)
    assertRedirects(phone.post(SESSIONS), SESSIONS)
    assertRedirects(desk.get("/settings/"), "/accounts/login/?next=/settings/")
    assert phone.get("/settings/").status_code == 200


def test_nobody_sees_or_ends_what_is_another_s(bob, as_charlie):
    phone = signed_in(PHONE)
    assertNotContains(as_charlie.get(SESSIONS), "iPhone")
    as_charlie.post(SESSIONS)
    assert phone.get("/settings/").status_code == 200


def test_address_and_browser_go_with_the_sign_in(bob):
    signed_in(PHONE)
    kept = signed_in(DESK)
    Session.objects.exclude(session_key=kept.session.session_key).delete()
    clear_old_sessions()
    clear_old_sessions()
    assert [session.user_agent for session in UserSession.objects.all()] == [DESK]


@pytest.mark.parametrize(
    ("said", "named"),
    [
        (PHONE, "Safari on iPhone"),
        (DESK, "Edge on Windows"),
        ("Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0", "Firefox on Android"),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/142.0 Safari/537.36", "Chrome on Linux"),
        ("", "A browser"),
        ("<script>alert(1)</script>", "A browser"),
    ],
)
def test_a_browser_is_called_what_its_owner_calls_it(said, named):
    assert browser(said) == named
