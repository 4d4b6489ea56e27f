"""Who works at a coach's desk: asked, come, gone."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from athletes.actions.invite import InvitedJustNow
from athletes.actions.join import AddressNotVerified, InvitationOver
from athletes.actions.team import HasDesk, accept_assistance, invite_assistant
from athletes.models import Assistant, AssistantInvitation, OutgoingMail
from tests.conftest import logged_in
from tests.factories import NOW, account_of, make_assistant, make_athlete, make_user

pytestmark = pytest.mark.django_db
TEAM = "/coach/team/"


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def token(alice):
    return invite_assistant(alice, email="Gil@example.org", at=NOW)


def offer():
    return AssistantInvitation.objects.latest("pk")


def test_the_link_is_mailed_once_and_only_its_digest_is_kept(token):
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.kind) == ("gil@example.org", "assistant_invitation")
    assert f"http://testserver/assist/{token}/" in mail.text
    assert token not in offer().token_digest


def test_who_says_yes_works_at_the_desk(token, alice, bob):
    gil = make_user(email="gil@example.org", name="Gil Gray")
    client = logged_in(gil)
    assertContains(client.get(f"/assist/{token}/"), "Assist Alice Arden")
    assert not Assistant.objects.exists()  # opening the link changes nothing
    page = client.post(f"/assist/{token}/accept/", follow=True)
    assertContains(page, "You work at Alice Arden’s desk now")
    assert Assistant.objects.get().coach == alice
    assertContains(client.get("/coach/athletes/"), "Bob Brandt")


def test_who_holds_the_link_learns_the_coachs_name_and_no_more(token, client, bob):
    page = client.get(f"/assist/{token}/")
    assertContains(page, "Alice Arden")
    assertNotContains(page, "gil@example.org")
    assertNotContains(page, "Bob")


def test_a_link_works_once(token):
    accept_assistance(offer(), by=make_user(email="gil@example.org"), at=NOW)
    with pytest.raises(InvitationOver):
        accept_assistance(offer(), by=make_user(email="other@example.org"), at=NOW)


def test_nobody_takes_it_after_two_weeks(token):
    with pytest.raises(InvitationOver):
        accept_assistance(offer(), by=make_user(email="gil@example.org"), at=NOW + timedelta(days=14))


def test_the_address_must_be_confirmed(token):
    gil = make_user(email="gil@example.org")
    EmailAddress.objects.filter(user=gil).update(verified=False)
    with pytest.raises(AddressNotVerified):
        accept_assistance(offer(), by=gil, at=NOW)
    eve = logged_in(make_user(email="eve@example.org"))
    assertContains(eve.post(f"/assist/{token}/accept/", follow=True), "went to another address")
    assert not Assistant.objects.exists()


def test_nobody_works_at_two_desks(dana, fay):
    for user in (dana.user, fay):
        invite_assistant(dana, email=user.email, at=NOW)
        with pytest.raises(HasDesk):
            accept_assistance(offer(), by=user, at=NOW)


def test_an_athlete_may_assist(alice):
    hedda = make_athlete(name="Hedda", email="hedda@example.org", coach=alice)
    invite_assistant(alice, email="hedda@example.org", at=NOW)
    assert accept_assistance(offer(), by=account_of(hedda), at=NOW).coach == alice


def test_two_clicks_are_one_invitation_and_a_later_one_withdraws_it(alice, token):
    with pytest.raises(InvitedJustNow):
        invite_assistant(alice, email="gil@example.org", at=NOW)
    invite_assistant(alice, email="gil@example.org", at=NOW + timedelta(hours=1))
    assert AssistantInvitation.objects.open(at=NOW + timedelta(hours=1)).count() == 1


def test_the_coach_asks_and_takes_back_on_the_teams_page(as_alice):
    assertContains(as_alice.post(TEAM + "invite/", {"email": "gil"}), "valid email", status_code=422)
    assertRedirects(as_alice.post(TEAM + "invite/", {"email": "gil@example.org"}), TEAM)
    assertContains(as_alice.get(TEAM), "open until 18 Nov")
    page = as_alice.post(f"{TEAM}invitations/{offer().pk}/revoke/", follow=True)
    assertContains(page, "the link for gil@example.org opens nothing any more")
    with pytest.raises(InvitationOver):
        accept_assistance(offer(), by=make_user(email="gil@example.org"), at=NOW)


def test_who_is_removed_sees_nothing_at_once(as_alice, as_fay, fay, bob):
    assert as_fay.get("/coach/athletes/").status_code == 200
    page = as_alice.post(f"{TEAM}{Assistant.objects.get().pk}/remove/", follow=True)
    assertContains(page, "Fay Falk works here no longer")
    assert [as_fay.get(url).status_code for url in ("/coach/", "/coach/athletes/", TEAM)] == [404, 404, 404]


def test_who_assists_sees_the_team_and_leaves_it(as_fay, alice):
    make_assistant(alice, email="gil@example.org", name="Gil Gray")
    page = as_fay.get(TEAM)
    assertContains(page, "Gil Gray")
    assertNotContains(page, "Remove")
    assertNotContains(page, "Send an invitation")
    assertRedirects(as_fay.post(TEAM + "leave/"), "/settings/")
    assert [one.user.name for one in Assistant.objects.all()] == ["Gil Gray"]


def test_a_team_is_changed_by_its_own_coach_alone(as_dana, as_fay, token):
    assistant = Assistant.objects.get()
    assert as_dana.post(f"{TEAM}{assistant.pk}/remove/").status_code == 404
    assert as_dana.post(f"{TEAM}invitations/{offer().pk}/revoke/").status_code == 404
    assert as_fay.post(f"{TEAM}{assistant.pk}/remove/").status_code == 403
    assert as_fay.post(TEAM + "invite/", {"email": "eve@example.org"}).status_code == 403
    assert (Assistant.objects.count(), AssistantInvitation.objects.open(at=NOW).count()) == (1, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_query_count_does_not_grow(as_alice, alice, count, django_assert_num_queries):
    for n in range(count):
        make_assistant(alice, email=f"gil{n}@example.org")
        invite_assistant(alice, email=f"new{n}@example.org", at=NOW)
    with django_assert_num_queries(5):
        as_alice.get(TEAM)
