import io

import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from pytest_django.asserts import assertContains
from rest_framework.authtoken.models import Token

from athletes.actions.api_token import make_api_token
from athletes.models import Coach, User

pytestmark = pytest.mark.django_db


def create_coach(**options):
    out = io.StringIO()
    call_command("create_coach", stdout=out, **({"email": "Nora@Example.org", "name": "Nora Vance"} | options))
    return out.getvalue()


def test_a_new_coach_sets_a_password_through_the_printed_link(client):
    said = create_coach(time_zone="Europe/Oslo", unit="mi")
    link = said.partition("http://testserver")[2].strip()
    page = client.get(link, follow=True)
    client.post(page.request["PATH_INFO"], {"password1": "snow on the track", "password2": "snow on the track"})
    coach = Coach.objects.get()
    assert (coach.user.email, coach.user.time_zone, coach.user.unit) == ("nora@example.org", "Europe/Oslo", "mi")
    assert coach.user.check_password("snow on the track")
    assert EmailAddress.objects.get(user=coach.user).verified


def test_running_it_twice_changes_nothing(db):
    create_coach()
    assert "was a coach already" in create_coach(time_zone="Asia/Tokyo")
    assert (Coach.objects.count(), User.objects.get().time_zone) == (1, "UTC")


def test_an_athlete_can_become_a_coach_and_keeps_their_password(bob):
    call_command("create_coach", email="bob@example.org", name="Somebody", stdout=io.StringIO())
    user = User.objects.get(pk=bob.user.pk)
    assert user.is_coach
    assert (user.name, user.has_usable_password()) == ("Bob Brandt", True)


def test_a_password_comes_through_standard_input(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("snow on the track\n"))
    assert "http" not in create_coach(password_stdin=True)
    assert User.objects.get().check_password("snow on the track")


def test_a_password_given_anew_ends_the_token_of_who_had_an_account(bob, monkeypatch):
    make_api_token(bob.user)
    create_coach(email="bob@example.org")
    assert Token.objects.filter(user=bob.user).exists()

    monkeypatch.setattr("sys.stdin", io.StringIO("snow on the track\n"))
    create_coach(email="bob@example.org", password_stdin=True)
    assert not Token.objects.filter(user=bob.user).exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [({"time_zone": "Nowhere/Land"}, "not a time zone"), ({"email": "no address"}, "valid email")],
)
def test_wrong_words_are_refused_in_one_line(options, said):
    with pytest.raises(CommandError, match=said):
        call_command("create_coach", **({"email": "a@example.org", "name": "A"} | options))
    assert not User.objects.exists()


def test_the_new_coach_lands_on_the_roster(client):
    create_coach()
    client.force_login(User.objects.get())
    assertContains(client.get("/welcome/", follow=True), "Your first athlete")
