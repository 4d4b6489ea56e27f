import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects, assertTemplateUsed

from athletes.models import OutgoingMail, User
from tests.factories import PASSWORD, make_user
from tests.together import together

pytestmark = pytest.mark.django_db
NEWCOMER = {"name": "Erin Ekberg", "email": "Erin@Example.org", "password1": "the hills are kind today"}


def link_in(mail, start):
    found = re.search(rf"http://testserver({re.escape(start)}\S+)", mail.text)
    assert found, mail.text
    return found[1]


def test_a_newcomer_signs_up_confirms_and_goes_on_where_they_stopped():
    client = Client()
    response = client.post(reverse("account_signup"), NEWCOMER | {"next": "/settings/"})
    assertRedirects(response, reverse("account_email_verification_sent"))
    assert OutgoingMail.objects.get().subject == "Confirm your e-mail address"
    assert "Welcome. One tap" in OutgoingMail.objects.get().text

    link = link_in(OutgoingMail.objects.get(), "/accounts/confirm-email/")
    assertContains(client.get(link), "Is this your address?")
    assert not EmailAddress.objects.get(email="erin@example.org").verified, "opening a link changes nothing"

    response = client.post(link)
    assertRedirects(response, "/settings/")
    user = User.objects.get(email="erin@example.org")
    assert (user.name, EmailAddress.objects.get(user=user).verified) == ("Erin Ekberg", True)


@pytest.mark.django_db(transaction=True)
def test_two_clicks_make_one_account():
    pages = together([lambda: Client().post(reverse("account_signup"), NEWCOMER)] * 2)
    assert {page["Location"] for page in pages} == {reverse("account_email_verification_sent")}
    assert User.objects.get().email == "erin@example.org"


def test_nobody_signs_in_before_the_address_is_confirmed():
    Client().post(reverse("account_signup"), NEWCOMER)
    client = Client()
    response = client.post(reverse("account_login"), {"login": "erin@example.org", "password": NEWCOMER["password1"]})
    assertRedirects(response, reverse("account_email_verification_sent"))
    assert client.get(reverse("athletes:settings")).status_code == 302


def test_signing_in_asks_for_the_address_in_any_spelling(client, bob):
    response = client.post(reverse("account_login"), {"login": "BOB@example.org", "password": PASSWORD})
    assertRedirects(response, reverse("landing"), fetch_redirect_response=False)


def test_the_sixth_wrong_password_is_refused_even_when_it_is_right(client, bob):
    for _ in range(5):
        client.post(reverse("account_login"), {"login": "bob@example.org", "password": "wrong"})
    response = client.post(reverse("account_login"), {"login": "bob@example.org", "password": PASSWORD})
    assertContains(response, "Too many failed login attempts", status_code=200)
    assert "_auth_user_id" not in client.session


def test_too_many_requests_meet_a_friendly_page(client, bob):
    for _ in range(30):
        client.post(reverse("account_login"), {"login": "nobody@example.org", "password": "x"})
    response = client.post(reverse("account_login"), {"login": "nobody@example.org", "password": "x"})
    assertContains(response, "A short breather", status_code=429)


def test_a_forgotten_password_is_set_anew_by_mail(client, bob):
    client.post(reverse("account_reset_password"), {"email": "bob@example.org"})
    link = link_in(OutgoingMail.objects.get(), "/accounts/password/reset/key/")
    page = client.get(link, follow=True)
    assertContains(page, "Set your password")
    client.post(page.request["PATH_INFO"], {"password1": "a slow easy winter", "password2": "a slow easy winter"})
    assert User.objects.get(pk=bob.user.pk).check_password("a slow easy winter")


def test_asking_for_an_unknown_address_says_the_same_and_mails_a_hint(client, db):
    response = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})
    assertRedirects(response, reverse("account_reset_password_done"))
    assert OutgoingMail.objects.get().subject == "No account under this address"


def test_a_taken_address_signs_up_to_the_same_page(client, bob):
    response = client.post(reverse("account_signup"), NEWCOMER | {"email": "bob@example.org"})
    assertRedirects(response, reverse("account_email_verification_sent"))
    assert OutgoingMail.objects.get().subject == "You already have an account"


def test_the_second_step_is_set_up_after_the_password_is_asked_again(client, bob):
    client.force_login(bob.user)
    response = client.get(reverse("mfa_activate_totp"))
    assert response.url.startswith(reverse("account_reauthenticate"))
    client.post(response.url, {"password": PASSWORD})
    assertContains(client.get(reverse("mfa_activate_totp")), "data:image/svg+xml")
    assert not Authenticator.objects.exists()


def test_signing_out_takes_a_post(as_bob):
    assertContains(as_bob.get(reverse("account_logout")), "Sign out?")
    assert "_auth_user_id" in as_bob.session
    as_bob.post(reverse("account_logout"))
    assert "_auth_user_id" not in as_bob.session


@pytest.mark.parametrize(
    "name", ["account_login", "account_signup", "account_reset_password", "account_email_verification_sent"]
)
def test_account_pages_wear_our_look(client, db, name):
    response = client.get(reverse(name))
    assertTemplateUsed(response, "base.html")
    assertTemplateUsed(response, "account/frame.html")


@pytest.mark.parametrize("name", ["account_email", "account_change_password", "mfa_index", "account_reauthenticate"])
def test_pages_of_ones_own_account_wear_our_look(as_bob, name):
    assertTemplateUsed(as_bob.get(reverse(name)), "account/frame.html")


def test_an_inactive_account_stays_out(client, db):
    make_user(email="old@example.org", is_active=False)
    response = client.post(reverse("account_login"), {"login": "old@example.org", "password": PASSWORD})
    assert "_auth_user_id" not in client.session
    assertRedirects(response, reverse("account_inactive"))
