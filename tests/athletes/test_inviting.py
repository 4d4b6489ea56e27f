"""The coach's side of an invitation: by link, listed, revoked."""

from datetime import timedelta

import pytest
import time_machine
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from athletes.actions.invite import invite, make_link, revoke
from athletes.models import Invitation, OutgoingMail
from tests.conftest import logged_in
from tests.factories import NOW, make_athlete, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def frida(alice):
    return make_athlete(name="Frida Falk", coach=alice)


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel(NOW, tick=False):
        yield


def address(athlete, *more):
    return "/".join(["/coach/athletes", str(athlete.pk), "invite", *map(str, more), ""])


def token_in(page):
    return page.context["link"].rstrip("/").rpartition("/")[2]


def test_a_link_is_shown_once_and_nothing_is_mailed(as_alice, frida):
    page = as_alice.post(address(frida, "link"), {"email": "Frida@example.org"})
    assertContains(page, f"http://testserver/invitations/{token_in(page)}/")
    assert not OutgoingMail.objects.exists()
    assertNotContains(as_alice.get(f"/coach/athletes/{frida.pk}/"), token_in(page))


def test_a_link_opens_for_the_address_it_was_made_for(as_alice, frida):
    token = token_in(as_alice.post(address(frida, "link"), {"email": "frida@example.org"}))
    stranger = logged_in(make_user(email="eve@example.org"))
    assertNotContains(stranger.get(f"/invitations/{token}/"), "Frida")
    client = logged_in(make_user(email="frida@example.org"))
    client.post(f"/invitations/{token}/accept/")
    frida.refresh_from_db()
    assert frida.user.email == "frida@example.org"
    assertContains(client.get(f"/invitations/{token}/"), "You have joined already", status_code=410)


def test_a_link_needs_an_address(as_alice, frida):
    assertContains(as_alice.post(address(frida, "link")), "required", status_code=422)
    assert not Invitation.objects.exists()


def test_who_has_an_account_gets_no_link(as_alice, bob):
    assertRedirects(as_alice.post(address(bob, "link"), {"email": "bob@example.org"}), f"/coach/athletes/{bob.pk}/")
    assert not Invitation.objects.exists()


def test_a_link_withdraws_the_mailed_one_and_a_mail_withdraws_the_link(alice, frida):
    invite(frida, email="frida@example.org", by=alice.user, at=NOW)
    make_link(frida, email="frida@example.org", by=alice.user, at=NOW)
    assert Invitation.objects.open(at=NOW).get().by_link
    invite(frida, email="frida@example.org", by=alice.user, at=NOW + timedelta(minutes=1))
    assert not Invitation.objects.open(at=NOW + timedelta(minutes=1)).get().by_link


def test_what_is_revoked_opens_nothing(as_alice, alice, frida):
    token = invite(frida, email="frida@example.org", by=alice.user, at=NOW)
    page = as_alice.post(address(frida, Invitation.objects.get().pk, "revoke"), follow=True)
    assertContains(page, "the link for frida@example.org opens nothing any more")
    client = logged_in(make_user(email="frida@example.org"))
    assertContains(client.get(f"/invitations/{token}/"), "This invitation is over", status_code=410)
    client.post(f"/invitations/{token}/accept/")
    frida.refresh_from_db()
    assert frida.user is None


def test_revoking_twice_is_the_same_as_once(alice, frida):
    offer, _ = make_link(frida, email="frida@example.org", by=alice.user, at=NOW)
    assert [revoke(offer, at=NOW), revoke(offer, at=NOW + timedelta(days=1))] == [True, False]
    offer.refresh_from_db()
    assert offer.withdrawn_at == NOW


def test_a_stranger_revokes_nothing(as_dana, alice, frida):
    invite(frida, email="frida@example.org", by=alice.user, at=NOW)
    assert as_dana.post(address(frida, Invitation.objects.get().pk, "revoke")).status_code == 404
    assert Invitation.objects.open(at=NOW).exists()


def test_the_page_lists_what_became_of_each(as_alice, alice, frida):
    invite(frida, email="old@example.org", by=alice.user, at=NOW - timedelta(days=20))
    make_link(frida, email="typo@example.org", by=alice.user, at=NOW - timedelta(days=3))
    invite(frida, email="frida@example.org", by=alice.user, at=NOW)
    page = as_alice.get(f"/coach/athletes/{frida.pk}/")
    assert [(offer.email, state) for offer, state in page.context["invitations"]] == [
        ("frida@example.org", "open"),
        ("typo@example.org", "withdrawn"),
        ("old@example.org", "over"),
    ]
    assertContains(page, "open until 18 Nov")
    assertContains(page, "Revoke", count=1)
