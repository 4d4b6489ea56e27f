"""Bob moves from Alice to Dana, or goes on alone: what is his goes along, what he never saw does not."""

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from athletes.actions.archive import archive
from athletes.actions.invite import invite, make_link
from athletes.models import Athlete, SetAside
from plans.actions.draft import start_off_season
from plans.actions.log import mark_done
from plans.actions.publish import unpublish
from plans.models import OffSeason, PlanVersion, SessionLog
from tests.factories import BOSTON, NOW, account_of, make_athlete, make_race, make_squad
from tests.plans.drafted import drafted, first_key, make_draft, publish_draft, redraft

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_november():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def season(bob):
    """Published to Bob, with a newer draft that he has not seen."""
    season = make_draft(bob, note="Start slowly.")
    publish_draft(season)
    redraft(season, {"policy": {"cut": 0.4}, "note": "Not for his eyes yet."})
    return season


@pytest.fixture
def token(dana):
    """Dana's offer to the Bob she has entered."""
    record = make_athlete(name="Bob at Dana's", coach=dana)
    return make_link(record, email="bob@example.org", by=dana.user, at=NOW)[1]


@pytest.fixture
def old_desk(as_alice, as_fay):
    return as_alice, as_fay


def move(client, token, **said):
    return client.post(f"/invitations/{token}/accept/", said)


def pages_of(athlete, season, session):
    """Where a coach finds an athlete: pages and the API."""
    own, of_season, of_session = [athlete.pk], [season.pk], [session.pk]
    return [
        reverse("desk:athlete", args=own),
        *(reverse(f"athletes:athlete_{name}", args=own) for name in ("edit", "history", "races", "race_add")),
        reverse("plans:athlete_season", args=own),
        reverse("plans:athlete_week", args=[athlete.pk, session.date]),
        reverse("plans:builder", args=of_season),
        reverse("plans:edit_session", args=[season.pk, session.key]),
        reverse("api:athlete", args=own),
        reverse("api:off_season", args=of_season),
        reverse("api:weeks", args=of_season),
        reverse("api:session", args=of_session),
    ]


def test_the_page_says_what_changes_and_wants_a_yes(as_bob, token, bob, alice):
    page = as_bob.get(f"/invitations/{token}/")
    assertContains(page, "Move from Alice Arden to Dana Dahl?")
    assertContains(page, "Alice Arden no longer sees your training; Dana Dahl will.")
    assertContains(move(as_bob, token), "Tick this to change your coach", status_code=422)
    bob.refresh_from_db()
    assert bob.coach == alice


def test_with_the_yes_he_moves(as_bob, token, bob, dana):
    page = as_bob.post(f"/invitations/{token}/accept/", {"agreed": "on"}, follow=True)
    assertContains(page, "Alice Arden sees nothing from now on")
    assert list(Athlete.objects.filter(coach=dana)) == [bob]
    assertContains(as_bob.get("/settings/"), "Dana Dahl coaches you")


def test_the_old_coach_and_her_assistant_get_404_everywhere(old_desk, as_bob, as_dana, token, season):
    bob = season.athlete
    session = season.sessions.in_order()[0]
    pages = pages_of(bob, season, session)
    assert {client.get(page).status_code for client in old_desk for page in pages[:10]} == {200}
    move(as_bob, token, agreed="on")
    assert {client.get(page).status_code for client in old_desk for page in pages} == {404}
    assert {client.post(page).status_code for client in old_desk for page in pages[1:3]} == {404}
    assert {as_dana.get(page).status_code for page in pages} == {200}
    for client in old_desk:
        assertNotContains(client.get("/coach/athletes/"), "Bob Brandt")
        assertNotContains(client.get("/coach/"), "Bob Brandt")
        assert bob.name not in client.get(reverse("api:athletes")).content.decode()


def test_the_new_coach_finds_what_was_published_and_no_draft_of_the_old_one(as_bob, as_dana, token, bob, season):
    before = season.published
    move(as_bob, token, agreed="on")
    season.refresh_from_db()
    assert (season.published, season.draft, list(PlanVersion.objects.all())) == (before, before, [before])
    assert (before.children.count(), PlanVersion.objects.get().parent) == (0, None)
    page = as_dana.get(reverse("plans:builder", args=[season.pk]))
    assertContains(page, "Start slowly.")
    assertNotContains(page, "Not for his eyes yet")
    assertContains(as_bob.get("/season/"), "New York")


def test_what_was_never_published_goes_and_can_be_begun_anew(as_bob, token, bob, dana):
    season = make_draft(bob)
    races = {"fall_race": season.fall_race, "a_race": season.a_race}
    move(as_bob, token, agreed="on")
    assert not OffSeason.objects.exists()
    bob.refresh_from_db()
    anew = start_off_season(bob, **races, by=dana.user, at=NOW)
    assert [version.by for version in anew.versions.all()] == [dana.user]


def test_days_that_were_lived_in_stay_also_when_the_plan_was_taken_back(as_bob, token, bob, dana):
    season = make_draft(bob)
    publish_draft(season)
    session = season.sessions.filter(distance_m__gt=0).in_order()[0]
    mark_done(session, by=account_of(bob), at=NOW, distance_m=5000, duration_s=1800)
    unpublish(season, seen_lock=season.lock, at=NOW)
    move(as_bob, token, agreed="on")
    assert SessionLog.objects.get().session.off_season == season
    assert not PlanVersion.objects.exists()
    anew = start_off_season(bob, fall_race=season.fall_race, a_race=season.a_race, by=dana.user, at=NOW)
    assert (anew, drafted(anew).number) == (season, 1)


def test_what_the_athlete_drafted_alone_stays(as_bob, token, bob, alice):
    Athlete.objects.filter(pk=bob.pk).update(coach=None)
    bob.refresh_from_db()
    own = drafted(make_draft(bob))
    Athlete.objects.filter(pk=bob.pk).update(coach=alice)
    bob.refresh_from_db()
    season = OffSeason.objects.get()
    redraft(season, {"policy": {"cut": 0.4}})
    move(as_bob, token, agreed="on")
    season.refresh_from_db()
    assert season.draft == own


def test_squads_archive_and_what_was_set_aside_stay_behind(as_bob, token, bob, alice, dana):
    make_squad(alice, bob, name="Tuesday track")
    archive(bob, at=NOW)
    SetAside.objects.create(coach=alice, kind="silent", fact=str(bob.pk), at=NOW)
    move(as_bob, token, agreed="on")
    bob.refresh_from_db()
    assert (bob.squads.count(), bob.is_archived) == (0, False)
    assert not SetAside.objects.of_coach(dana.user).exists()


def test_what_the_old_coach_offered_is_not_listed_to_the_new_one(as_bob, as_dana, token, bob, alice):
    Athlete.objects.filter(pk=bob.pk).update(user=None)
    invite(bob, email="old-address@example.org", by=alice.user, at=NOW)
    Athlete.objects.filter(pk=bob.pk).update(user=account_of(bob))
    move(as_bob, token, agreed="on")
    page = as_dana.get(reverse("desk:athlete", args=[bob.pk]))
    assertNotContains(page, "old-address@example.org")


def test_who_goes_on_alone_finds_no_draft_of_the_coach(as_bob, as_alice, bob, season):
    unseen = start_off_season(
        bob,
        fall_race=make_race(bob, name="Jingle"),
        a_race=make_race(bob, name="Paris", day=BOSTON, status="planned"),
        by=season.published_by,
        at=NOW,
    )
    assertRedirects(as_bob.post("/settings/leave-coach/"), "/settings/")
    season.refresh_from_db()
    assert list(OffSeason.objects.all()) == [season]
    assert as_bob.get(unseen.get_absolute_url()).status_code == 404
    assertNotContains(as_bob.get(season.get_absolute_url()), "Not for his eyes yet")
    assert as_alice.get(season.get_absolute_url()).status_code == 404


def test_a_note_is_signed_by_who_wrote_it_also_after_the_move(as_bob, token, bob, season):
    move(as_bob, token, agreed="on")
    assertContains(as_bob.get(reverse("plans:week_of", args=[season.sessions.in_order()[0].date])), "Alice Arden")
    assert str(OffSeason.objects.get().published_by.get_full_name()) == "Alice Arden"


def test_who_has_no_coach_is_asked_nothing_more(as_charlie, dana):
    record = make_athlete(name="Charlie", coach=dana)
    token = invite(record, email="charlie@example.org", by=dana.user, at=NOW)
    assertNotContains(as_charlie.get(f"/invitations/{token}/"), "Move")
    assertRedirects(move(as_charlie, token), "/welcome/", fetch_redirect_response=False)
    assert Athlete.objects.get(coach=dana).name == "Charlie Cole"


def test_what_a_coach_noted_for_themselves_goes_with_them(as_bob, bob):
    season = make_draft(bob)
    redraft(season, edits=[{"op": "remove", "key": first_key(season, "easy"), "why": "He skips it anyway."}])
    publish_draft(season)

    as_bob.post("/settings/leave-coach/")

    page = as_bob.get(season.get_absolute_url())
    assertContains(page, "taken out")
    assertNotContains(page, "He skips it anyway.")
