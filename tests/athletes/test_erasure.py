"""Asking for the end of an account, and thinking better of it within two weeks."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects
from rest_framework.authtoken.models import Token

from athletes.actions.api_token import make_api_token
from athletes.actions.erasure import CoachesOthers, keep_account, request_erasure
from athletes.actions.mail import queue_mail
from athletes.models import Athlete, Erasure, OutgoingMail
from athletes.models.erasure import GRACE
from plans.models import OffSeason
from questions.models import Question
from tests.conftest import logged_in
from tests.factories import NOW, PASSWORD, account_of, make_squad
from tests.plans.drafted import make_draft
from tests.questions.factories import make_question

pytestmark = pytest.mark.django_db
DELETE, KEEP, KEEP_NOW = "/settings/delete/", "/keep-account/", "/keep-account/keep/"
LOGIN = {"login": "bob@example.org", "password": PASSWORD}


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


def proven(client):
    """Has given the password a moment ago."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def signed_in(client):
    return "_auth_user_id" in client.session


def test_the_page_asks_for_the_password_first(as_bob):
    for answer in (as_bob.get(DELETE), as_bob.post(DELETE)):
        assert answer.url.startswith(reverse("account_reauthenticate"))
    assert not Erasure.objects.exists()


def test_the_page_says_what_goes_and_when_and_offers_the_export(as_bob):
    page = proven(as_bob).get(DELETE)
    assertContains(page, "18 November 2026")
    assertContains(page, "Alice Arden sees you no longer")
    assertContains(page, reverse("desk:export"))


def test_asking_signs_out_and_says_until_when(as_bob, bob):
    answer = proven(as_bob).post(DELETE, follow=True)
    assertContains(answer, "goes on 18 November 2026. To keep it, sign in before that.")
    assert not signed_in(as_bob)
    erasure = Erasure.objects.get()
    assert (erasure.user, erasure.requested_at, erasure.due_at) == (account_of(bob), NOW, NOW + GRACE)


def test_every_other_browser_and_program_is_out_as_well(as_bob, bob):
    other, secret = logged_in(account_of(bob)), make_api_token(account_of(bob))
    proven(as_bob).post(DELETE)
    assertRedirects(other.get("/week/"), "/accounts/login/?next=/week/")
    assert Client().get("/api/v1/athletes/", headers={"Authorization": f"Token {secret}"}).status_code == 401
    assert not Token.objects.exists()


def test_mails_stop_but_for_the_one_that_says_so(bob):
    user = account_of(bob)
    Athlete.objects.update(next_reminder_at=NOW)
    queue_mail(to=user.email, recipient=user, kind="weekly", key="1", subject="Your week", text="Run.", at=NOW)
    request_erasure(user, at=NOW)
    assert [mail.subject for mail in OutgoingMail.objects.all()] == ["Your account is about to go"]
    assert "18 November 2026" in OutgoingMail.objects.get().text
    assert not Athlete.objects.reminder_due(at=NOW + timedelta(days=7)).exists()


def test_asking_twice_is_the_same_as_once(bob):
    first = request_erasure(account_of(bob), at=NOW)
    second = request_erasure(account_of(bob), at=NOW + timedelta(days=3))
    assert (second.pk, second.due_at) == (first.pk, first.due_at)
    assert OutgoingMail.objects.count() == 1


def test_the_coach_sees_nothing_of_them_meanwhile(as_alice, as_fay, bob):
    season = make_draft(bob)
    make_question(asker=account_of(bob), coach=bob.coach)
    before = [
        as_alice.get(f"/coach/athletes/{bob.pk}/").status_code,
        as_alice.get(season.get_absolute_url()).status_code,
    ]
    request_erasure(account_of(bob), at=NOW)
    for client in (as_alice, as_fay):
        pages = [f"/coach/athletes/{bob.pk}/", season.get_absolute_url()]
        assert [client.get(page).status_code for page in pages] == [404, 404]
        for page in ("/coach/", "/coach/athletes/", "/coach/inbox/"):
            assert b"Bob" not in client.get(page).content
    assert before == [200, 200]
    assert not Question.objects.for_coach(bob.coach.user).exists()


def test_a_question_without_an_account_stays_in_the_inbox(alice):
    make_question()
    assert Question.objects.for_coach(alice.user).count() == 1


def test_a_coach_is_told_what_to_do_first(as_alice, alice):
    page = proven(as_alice).get(DELETE)
    assertContains(page, "cannot go with one click")
    assert as_alice.post(DELETE).status_code == 422
    with pytest.raises(CoachesOthers):
        request_erasure(alice.user, at=NOW)
    assert signed_in(as_alice)
    assert not Erasure.objects.exists()


def test_signing_in_again_offers_to_keep_it(client, bob):
    request_erasure(account_of(bob), at=NOW)
    assertRedirects(client.post(reverse("account_login"), LOGIN), KEEP)
    assertContains(client.get(KEEP), "18 November 2026")
    assert not signed_in(client)


def test_keeping_it_goes_on_as_after_any_sign_in(client, bob, alice):
    squad = make_squad(alice, bob)
    make_draft(bob)
    request_erasure(account_of(bob), at=NOW)
    client.post(reverse("account_login"), LOGIN)
    answer = client.post(KEEP_NOW)
    assertRedirects(answer, reverse("landing"), fetch_redirect_response=False)
    assert signed_in(client)
    bob.refresh_from_db()
    assert (bob.coach, list(bob.squads.all()), account_of(bob).is_active) == (alice, [squad], True)
    assert OffSeason.objects.get().draft is not None
    assert bob.next_reminder_at > NOW
    assert not Erasure.objects.exists()


def test_a_second_click_on_keep_finds_nothing_to_do(client, bob):
    request_erasure(account_of(bob), at=NOW)
    client.post(reverse("account_login"), LOGIN)
    client.post(KEEP_NOW)
    assert client.post(KEEP_NOW).status_code == 404
    keep_account(account_of(bob), at=NOW)
    assert signed_in(client)


def test_who_has_a_second_step_takes_it_after_keeping(client, bob):
    TOTP.activate(account_of(bob), generate_totp_secret())
    assert Authenticator.objects.exists()
    request_erasure(account_of(bob), at=NOW)
    client.post(reverse("account_login"), LOGIN)
    assertRedirects(client.post(KEEP_NOW), reverse("mfa_authenticate"))
    assert not signed_in(client)


@pytest.mark.parametrize("page", [KEEP, KEEP_NOW])
def test_without_the_password_nobody_keeps_or_learns_anything(client, bob, page):
    request_erasure(account_of(bob), at=NOW)
    client.post(reverse("account_login"), LOGIN | {"password": "a wrong long password"})
    assert client.get(KEEP).url == reverse("account_login")
    assert client.post(KEEP_NOW).status_code == 404
    assert Erasure.objects.exists()


def test_the_question_stands_for_a_quarter_of_an_hour(client, bob):
    request_erasure(account_of(bob), at=NOW)
    client.post(reverse("account_login"), LOGIN)
    with time_machine.travel(NOW + timedelta(minutes=16), tick=False):
        assert client.post(KEEP_NOW).status_code == 404
    assert Erasure.objects.exists()


def test_a_forgotten_password_is_no_end(client, bob):
    request_erasure(account_of(bob), at=NOW)
    client.post(reverse("account_reset_password"), {"email": "Bob@example.org"})
    assert OutgoingMail.objects.filter(kind="password_reset_key", to="bob@example.org").exists()


def test_a_coach_who_went_meanwhile_is_not_put_back(bob, alice):
    request_erasure(account_of(bob), at=NOW)
    alice.delete()
    keep_account(account_of(bob), at=NOW)
    bob.refresh_from_db()
    assert bob.coach is None


def test_a_closed_account_is_no_account_that_sleeps(client, bob):
    user = account_of(bob)
    user.is_active = False
    user.save()
    assertRedirects(client.post(reverse("account_login"), LOGIN), reverse("account_inactive"))


def test_settings_lead_there(as_bob, as_alice):
    page = as_bob.get("/settings/")
    assertContains(page, f'href="{DELETE}"')
    assertContains(page, 'href="/settings/export/"')
    assert b"/settings/export/" not in as_alice.get("/settings/").content
