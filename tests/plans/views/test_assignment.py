from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from athletes.models import SafetyAnswer
from plans.actions.assign import claim, publish_waiting, stop
from plans.actions.log import mark_done
from plans.models import AssignmentBatch, AssignmentRow, OffSeason
from plans.season_choices import OwnChoices
from tests.factories import NOW
from tests.plans.assigning import add_races, make_batch, make_racer, make_racers, wanted
from tests.plans.views.building import HTMX

VERBS = ("stop", "go_on", "again", "undo")


@pytest.fixture(autouse=True)
def _on_the_fourth_of_november():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def racing_bob(bob):
    add_races(bob)
    return bob


@pytest.fixture
def batch(alice, racing_bob):
    return make_batch(alice, racing_bob, make_racer(alice, "Ana"))


def url(verb: str, batch: AssignmentBatch, *more: int) -> str:
    return reverse(f"plans:assignment_{verb}", args=[batch.pk, *more])


def run(batch: AssignmentBatch) -> None:
    publish_waiting(batch.pk, clock=lambda: NOW)


def test_while_it_waits_the_page_asks_again_and_can_be_stopped(as_alice, batch):
    response = as_alice.get(batch.get_absolute_url())

    assertContains(response, 'hx-trigger="every 1s"')
    assertContains(response, "of 2 published")
    assertContains(response, "Stop after this one")
    assertContains(response, "Look again")  # for who has no JavaScript
    assertNotContains(response, "/undo/")


def test_it_says_who_is_being_published(as_alice, batch):
    claim(batch.rows.in_order()[1].pk, at=NOW)

    assertContains(as_alice.get(batch.get_absolute_url()), "Now: Ana")


def test_without_a_worker_it_says_that_it_waits(as_alice, batch):
    with time_machine.travel(NOW + timedelta(seconds=30), tick=False):
        assertContains(as_alice.get(batch.get_absolute_url()), "It waits for a worker, and goes on by itself.")


def test_when_it_is_over_htmx_is_told_to_ask_no_more(as_alice, batch):
    assert as_alice.get(batch.get_absolute_url(), headers=HTMX).status_code == 200

    run(batch)

    answer = as_alice.get(batch.get_absolute_url(), headers=HTMX)
    assertContains(answer, "2 of 2 done. 2 published.", status_code=286)
    assertNotContains(answer, "<html", status_code=286)


def test_each_result_leads_to_the_builder(as_alice, batch):
    run(batch)

    response = as_alice.get(batch.get_absolute_url())

    for season in OffSeason.objects.all():
        assertContains(response, season.get_absolute_url())
    assertContains(response, "1 gets one e-mail.")
    assertContains(response, "1 without an account finds the plan on joining.")


def test_a_failure_has_its_reason_and_can_be_tried_again(as_alice, alice, racing_bob):
    SafetyAnswer.objects.create(athlete=racing_bob, flags=["chest_pain"], answered_at=NOW)
    batch = make_batch(alice, racing_bob)
    run(batch)
    row = batch.rows.get()
    assertContains(as_alice.get(batch.get_absolute_url()), "A clinician first")

    SafetyAnswer.objects.all().delete()
    assertRedirects(as_alice.post(url("row_again", batch, row.pk)), batch.get_absolute_url())
    run(batch)

    assert batch.rows.get().state == "published"


def test_all_that_failed_are_tried_again(as_alice, alice):
    short = [wanted(one, own=OwnChoices(spring_weeks=18)) for one in make_racers(alice, 2)]
    batch = make_batch(alice, *short)
    run(batch)
    assertContains(as_alice.get(batch.get_absolute_url()), "Try all 2 again")

    as_alice.post(url("again", batch))

    assert set(batch.rows.values_list("state", flat=True)) == {"waiting"}


def test_stop_and_go_on(as_alice, batch):
    as_alice.post(url("stop", batch))
    run(batch)
    assertContains(as_alice.get(batch.get_absolute_url()), "2 wait until you go on")

    as_alice.post(url("go_on", batch))
    run(batch)

    assert set(batch.rows.values_list("state", flat=True)) == {"published"}


def test_undo_takes_back_what_nobody_lived_in_and_says_what_stays(as_alice, batch, racing_bob):
    run(batch)
    mark_done(racing_bob.sessions.in_order().first(), by=racing_bob.user, at=NOW)

    response = as_alice.post(url("undo", batch), follow=True)

    assertContains(response, "1 taken back, 1 kept: each row says why.")
    assertContains(response, "a session is ticked off already")
    assert OffSeason.objects.get(athlete=racing_bob).published is not None
    assert OffSeason.objects.get(athlete__name="Ana").published is None


def test_undo_waits_for_the_one_that_is_being_published(as_alice, batch):
    claim(batch.rows.in_order()[0].pk, at=NOW)
    stop(batch, at=NOW)

    assertContains(as_alice.post(url("undo", batch), follow=True), "Stop first, then take it back.")


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_else_can_touch_it(as_dana, as_bob, batch, verb):
    run(batch)
    before = list(AssignmentRow.objects.order_by("pk").values())

    for stranger in (as_dana, as_bob):
        assert stranger.get(batch.get_absolute_url()).status_code == 404
        assert stranger.post(url(verb, batch)).status_code == 404

    assert list(AssignmentRow.objects.order_by("pk").values()) == before
    assert AssignmentBatch.objects.get().stopped_at is None


def test_a_row_of_another_batch_is_not_tried_again_through_ones_own(as_dana, dana, batch):
    own = make_batch(dana, make_racer(dana, "Theirs"))
    run(batch)
    AssignmentRow.objects.filter(batch=batch).update(state="failed")
    row = batch.rows.first()

    assert as_dana.post(url("row_again", own, row.pk)).status_code == 404
    assert AssignmentRow.objects.get(pk=row.pk).state == "failed"


def test_who_has_left_the_coach_is_counted_and_not_named(as_alice, batch, racing_bob):
    run(batch)
    racing_bob.coach = None
    racing_bob.save()

    response = as_alice.get(batch.get_absolute_url())

    assertContains(response, "1 more is no longer with you")
    assertNotContains(response, "Bob Brandt")


def test_the_assign_page_lists_what_was_assigned_lately(as_alice, as_dana, batch):
    run(batch)

    assertContains(as_alice.get(reverse("plans:assign")), batch.get_absolute_url())
    assertContains(as_alice.get(reverse("plans:assign")), "2 published")
    assertNotContains(as_dana.get(reverse("plans:assign")), batch.get_absolute_url())
