"""Invitations: offered, taken, refused, left."""

from datetime import timedelta
from functools import partial

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.db import transaction
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from athletes.actions.athlete import TooYoung
from athletes.actions.invite import AlreadyJoined, invite
from athletes.actions.join import AddressNotVerified, InvitationOver, PlansOverlap, accept
from athletes.models import Athlete, Invitation, OutgoingMail
from plans.models import OffSeason, TrainingPhase
from tests.conftest import logged_in
from tests.factories import (
    BOSTON,
    NEW_YORK,
    NOW,
    account_of,
    make_athlete,
    make_history,
    make_off_season,
    make_race,
    make_squad,
    make_user,
)
from tests.together import together

pytestmark = pytest.mark.django_db


@pytest.fixture
def frida(alice):
    """A record without an account."""
    return make_athlete(name="Frida Falk", coach=alice)


@pytest.fixture
def token(frida, alice):
    return invite(frida, email="frida@example.org", by=alice.user, at=NOW)


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel(NOW, tick=False):
        yield


def as_newcomer(email="frida@example.org"):
    return logged_in(make_user(email=email, name="Frida"))


def test_the_link_is_mailed_once_and_only_its_digest_is_kept(token):
    mail = OutgoingMail.objects.get()
    assert (mail.to, mail.kind) == ("frida@example.org", "invitation")
    assert f"http://testserver/invitations/{token}/" in mail.text
    assert token not in Invitation.objects.get().token_digest


def test_a_second_invitation_withdraws_the_first(client, token, frida, alice):
    newer = invite(frida, email="frida@example.org", by=alice.user, at=NOW + timedelta(minutes=1))
    assertContains(client.get(f"/invitations/{token}/"), "This invitation is over", status_code=410)
    assertContains(client.get(f"/invitations/{newer}/"), "Alice Arden would like to coach you")


def test_a_stranger_with_the_link_learns_only_the_coachs_name(client, token, frida):
    page = client.get(f"/invitations/{token}/")
    assertContains(page, "Alice Arden would like to coach you")
    assertNotContains(page, "Frida")
    assertNotContains(page, "frida@example.org")


def test_signing_up_from_the_invitation_leads_back_to_it(client, token):
    page = f"/invitations/{token}/"
    assertContains(client.get(page), f"/accounts/signup/?next={page}")
    typed = {"name": "Frida", "email": "frida@example.org", "password1": "the hills are kind", "next": page}
    client.post("/accounts/signup/", typed)
    link = OutgoingMail.objects.exclude(kind="invitation").get().text.partition("http://testserver")[2].split()[0]
    assertRedirects(client.post(link), page)
    assertContains(client.get(page), "It becomes yours")


def test_a_newcomer_gets_the_coachs_record(token, frida, alice):
    client = as_newcomer()
    assertContains(client.get(f"/invitations/{token}/"), "Frida Falk")
    assertRedirects(client.post(f"/invitations/{token}/accept/"), "/welcome/", fetch_redirect_response=False)
    frida.refresh_from_db()
    assert (frida.user.email, frida.coach) == ("frida@example.org", alice)
    assert frida.next_reminder_at is not None


def test_opening_the_link_changes_nothing(token, frida):
    as_newcomer().get(f"/invitations/{token}/")
    frida.refresh_from_db()
    assert frida.user is None


def test_taking_it_twice_is_refused_kindly(token):
    client = as_newcomer()
    client.post(f"/invitations/{token}/accept/")
    page = client.post(f"/invitations/{token}/accept/", follow=True)
    assertContains(page, "You have joined already", status_code=410)


def test_nobody_takes_it_after_two_weeks(token):
    with time_machine.travel(NOW + timedelta(days=14), tick=False):
        page = as_newcomer().post(f"/invitations/{token}/accept/", follow=True)
    assertContains(page, "Ask Alice Arden for a new one", status_code=410)
    assert not Athlete.objects.filter(user__isnull=False).exists()


def test_a_forwarded_link_picks_nobody(token, frida):
    client = as_newcomer(email="eve@example.org")
    page = client.post(f"/invitations/{token}/accept/", follow=True)
    assertContains(page, "wrote to another address")
    assertNotContains(page, "Frida Falk")


def test_an_address_added_and_confirmed_later_counts(token, frida):
    user = make_user(email="other@example.org")
    EmailAddress.objects.create(user=user, email="frida@example.org", verified=False)
    with pytest.raises(AddressNotVerified):
        accept(Invitation.objects.get(), by=user, at=NOW)
    EmailAddress.objects.filter(user=user).update(verified=True)
    assert accept(Invitation.objects.get(), by=user, at=NOW) == frida


def test_a_runner_with_a_record_keeps_it_and_gets_what_the_coach_entered(token, frida, alice):
    own = make_athlete(name="Frida", email="frida@example.org", baseline_m=None)
    make_history(own, 50, first=NEW_YORK - timedelta(days=6))
    make_history(frida, 70, 60, first=NEW_YORK - timedelta(days=13))
    own_race = make_race(own)
    season = make_off_season(frida)
    accept(Invitation.objects.get(), by=account_of(own), at=NOW)
    season.refresh_from_db()
    own.refresh_from_db()
    assert (season.athlete, season.fall_race, own.coach, own.baseline_m) == (own, own_race, alice, 60_000.0)
    assert list(own.races.in_order().values_list("name", flat=True)) == ["New York", "Boston"]
    assert [week.distance_m for week in own.history_weeks.oldest_first()] == [70_000.0, 50_000.0]
    assert list(Athlete.objects.all()) == [own]


@pytest.mark.django_db(transaction=True)
def test_two_published_plans_for_the_same_weeks_must_be_sorted_out_first(token, frida):
    own = make_athlete(name="Frida", email="frida@example.org")
    for athlete, name in ((own, "London"), (frida, "New York")):
        race = make_race(athlete, name=name)
        a_race = make_race(athlete, name=f"{name} spring", day=BOSTON, status="planned")
        season = OffSeason.objects.create(athlete=athlete, fall_race=race, a_race=a_race, created_at=NOW)
        TrainingPhase.objects.create(
            off_season=season, athlete=athlete, kind="recovery", period=(NEW_YORK, NEW_YORK + timedelta(days=28))
        )
    with pytest.raises(PlansOverlap):
        accept(Invitation.objects.get(), by=account_of(own), at=NOW)
    frida.refresh_from_db()
    assert (frida.off_seasons.count(), own.off_seasons.count()) == (1, 1)
    assert Invitation.objects.get().accepted_at is None


def test_the_old_coach_sees_nothing_new_after_a_hand_over(token, dana):
    own = make_athlete(name="Frida", email="frida@example.org", coach=dana)
    accept(Invitation.objects.get(), by=account_of(own), at=NOW)
    assert not Athlete.objects.visible_to(dana.user).exists()


def test_an_offer_is_withdrawn_for_good_when_the_record_found_its_account(token, frida):
    frida.user = make_user(email="somebody@example.org")
    frida.save()
    with pytest.raises(InvitationOver):
        accept(Invitation.objects.get(), by=make_user(email="frida@example.org"), at=NOW)


def test_two_clicks_are_one_invitation(as_alice, token, frida):
    as_alice.post(f"/coach/athletes/{frida.pk}/invite/", {"email": "Frida@example.org"})
    assert OutgoingMail.objects.count() == 1
    assert Invitation.objects.get().withdrawn_at is None


@pytest.mark.django_db(transaction=True)
def test_two_offers_taken_at_once_make_one_record(alice, frida):
    by = make_user(email="frida@example.org", name="Frida")
    for record in (frida, make_athlete(name="Frida F.", coach=alice)):
        invite(record, email="frida@example.org", by=alice.user, at=NOW)
    together([partial(accept, offer, by=by, at=NOW) for offer in Invitation.objects.all()])
    assert Athlete.objects.get().user == by


def test_no_one_is_invited_twice_over_or_too_young(alice, bob):
    with pytest.raises(AlreadyJoined):
        invite(bob, email="bob@example.org", by=alice.user, at=NOW)
    kid = make_athlete(name="Kid", coach=alice, birth_date=NOW.date().replace(year=2012))
    with pytest.raises(TooYoung), transaction.atomic():
        invite(kid, email="kid@example.org", by=alice.user, at=NOW)


def test_who_joins_a_new_coach_is_in_that_coachs_squads_alone(frida, alice, dana, token):
    own = make_athlete(name="Frida", email="frida@example.org", coach=dana)
    make_squad(dana, own, name="Old crew")
    make_squad(alice, frida, name="New York")
    accept(Invitation.objects.get(), by=account_of(own), at=NOW)
    assert [squad.name for squad in own.squads.all()] == ["New York"]


def test_who_leaves_a_coach_leaves_the_squads(as_bob, alice, bob):
    squad = make_squad(alice, bob)
    as_bob.post("/settings/leave-coach/")
    assert not squad.athletes.exists()


def test_an_athlete_leaves_and_the_coach_sees_nothing_at_once(as_alice, as_bob, bob):
    assert as_alice.get(f"/coach/athletes/{bob.pk}/races/").status_code == 200
    assertRedirects(as_bob.post("/settings/leave-coach/"), "/settings/")
    assert as_alice.get(f"/coach/athletes/{bob.pk}/races/").status_code == 404
    assertContains(as_bob.get("/settings/"), "You coach yourself")


def test_the_coach_invites_from_the_runners_page(as_alice, frida):
    as_alice.post(f"/coach/athletes/{frida.pk}/invite/", {"email": "frida@example.org"})
    assert Invitation.objects.get().email == "frida@example.org"
    page = as_alice.post(f"/coach/athletes/{frida.pk}/invite/", {"email": "frida"})
    assertContains(page, "valid email", status_code=422)


def test_start_points_to_an_open_invitation(token):
    assertContains(as_newcomer().get("/start/"), "Alice Arden has invited you")


@pytest.mark.parametrize(("chosen", "expected"), [({}, ("Europe/Berlin", "mi")), ({"unit": "min"}, ("UTC", "min"))])
def test_the_account_and_the_record_that_it_takes_over_say_the_same(alice, chosen, expected):
    """A new account has chosen no clock and no unit: then the coach's record knows better."""
    record = make_athlete(name="Frida F", coach=alice, time_zone="Europe/Berlin", unit="mi")
    user = make_user(email="frida@example.org", name="Frida Falk", **chosen)
    invite(record, email="frida@example.org", by=alice.user, at=NOW)
    accept(record.invitations.get(), by=user, at=NOW)
    record.refresh_from_db()
    user.refresh_from_db()
    assert (record.name, record.time_zone, record.unit) == ("Frida Falk", *expected)
    assert (user.name, user.time_zone, user.unit) == ("Frida Falk", *expected)
