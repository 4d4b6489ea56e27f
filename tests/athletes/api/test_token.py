"""A token for programs: made once, shown once, worth what its owner may do."""

import pytest
from django.test import Client
from rest_framework.authtoken.models import Token

from athletes.actions.api_token import make_api_token, revoke_api_token
from athletes.models import OutgoingMail, User
from tests.factories import PASSWORD

ME = "/api/v1/me/"
PAGE = "/settings/api-token/"


def with_token(token):
    return Client(enforce_csrf_checks=True, headers={"Authorization": f"Token {token}"})


def test_a_program_with_a_token_is_its_owner(bob):
    assert with_token(make_api_token(bob.user)).get(ME).json()["email"] == "bob@example.org"


def test_a_token_needs_no_csrf_and_a_session_does(bob):
    by_session = Client(enforce_csrf_checks=True)
    by_session.force_login(bob.user)

    by_token, forged = (
        client.post("/api/v1/preview/", "{}", content_type="application/json")
        for client in (with_token(make_api_token(bob.user)), by_session)
    )

    assert (by_token.status_code, forged.status_code) == (200, 403)
    assert "CSRF" in forged.json()["detail"]


def test_a_session_with_its_csrf_token_may_change_things(bob):
    client = Client(enforce_csrf_checks=True)
    client.force_login(bob.user)
    client.get("/settings/")
    csrf = client.cookies["csrftoken"].value

    answer = client.post("/api/v1/preview/", "{}", content_type="application/json", headers={"X-CSRFToken": csrf})

    assert answer.status_code == 200


@pytest.mark.parametrize("token", ["", "x", "offseason_x", "é", "a b"])
def test_another_token_opens_nothing(bob, token):
    make_api_token(bob.user)

    assert with_token(token).get(ME).status_code == 401


def test_what_is_stored_does_not_open_anything(bob):
    make_api_token(bob.user)

    assert with_token(Token.objects.get().key).get(ME).status_code == 401


def test_a_new_token_ends_the_old_one(bob):
    first, second = make_api_token(bob.user), make_api_token(bob.user)

    assert [with_token(token).get(ME).status_code for token in (first, second)] == [401, 200]


def test_a_token_taken_back_or_of_a_closed_account_stops_working(bob, charlie):
    taken_back, closed = make_api_token(bob.user), make_api_token(charlie)
    revoke_api_token(bob.user)
    User.objects.filter(pk=charlie.pk).update(is_active=False)

    assert [with_token(token).get(ME).status_code for token in (taken_back, closed)] == [401, 401]


def test_a_new_password_ends_the_token(as_bob, bob):
    token = make_api_token(bob.user)
    change = {"oldpassword": PASSWORD, "password1": "a slow easy winter", "password2": "a slow easy winter"}

    as_bob.post("/accounts/password/change/", change | {"oldpassword": "not his"})
    assert with_token(token).get(ME).status_code == 200

    as_bob.post("/accounts/password/change/", change)
    assert with_token(token).get(ME).status_code == 401


def test_a_password_reset_by_mail_ends_the_token(client, bob):
    token = make_api_token(bob.user)
    client.post("/accounts/password/reset/", {"email": "bob@example.org"})
    link = OutgoingMail.objects.get().text.partition("http://testserver")[2].split()[0]

    page = client.get(link, follow=True).request["PATH_INFO"]
    assert with_token(token).get(ME).status_code == 200, "asking for a reset changes nothing"

    client.post(page, {"password1": "a slow easy winter", "password2": "a slow easy winter"})
    assert with_token(token).get(ME).status_code == 401


def test_the_page_shows_a_new_token_once(as_bob):
    made = as_bob.post(f"{PAGE}make/")
    token = made.content.decode().partition("<code>")[2].partition("</code>")[0]

    assert with_token(token).get(ME).json()["email"] == "bob@example.org"
    assert "no-store" in made["Cache-Control"]
    assert token not in as_bob.get(PAGE).content.decode()


def test_the_page_takes_a_token_back(as_bob, bob):
    token = make_api_token(bob.user)

    as_bob.post(f"{PAGE}revoke/")

    assert with_token(token).get(ME).status_code == 401
    assert "You have none yet." in as_bob.get(PAGE).content.decode()


def test_a_token_is_made_by_nobody_but_its_owner(bob, as_charlie):
    as_charlie.post(f"{PAGE}make/")

    assert list(Token.objects.values_list("user__email", flat=True)) == ["charlie@example.org"]


@pytest.mark.parametrize("action", ["make/", "revoke/"])
def test_a_link_alone_changes_no_token(as_bob, action):
    assert as_bob.get(f"{PAGE}{action}").status_code == 405
