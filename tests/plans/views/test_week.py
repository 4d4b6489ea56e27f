from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from plans.models import SessionLog, TrainingSession
from tests.factories import make_athlete
from tests.plans.published import MONDAY, make_published

SUNDAY = MONDAY + timedelta(days=6)
WEEK = reverse("plans:week")


@pytest.fixture(autouse=True)
def sunday():
    """It is the long run's morning."""
    with time_machine.travel(datetime(2026, 12, 20, 8, 0, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def long_run(bob) -> TrainingSession:
    make_published(bob)
    return TrainingSession.objects.of(bob).get(ingredient="long")


def test_today_stands_first_with_its_reason(as_bob, long_run):
    page = as_bob.get(WEEK)

    assertContains(page, "Today, Sunday 20 December")
    assertContains(page, "Long runs are the last thing to let go.")
    assertContains(page, '<h1 id="today">')


def test_one_tap_marks_it_as_planned(as_bob, bob, long_run):
    answer = as_bob.post(reverse("plans:session_done", args=[long_run.pk]))

    assertRedirects(answer, WEEK)
    log = SessionLog.objects.get(session=long_run)
    assert (log.distance_m, log.duration_s, log.by) == (long_run.distance_m, long_run.duration_s, bob.user)


def test_a_second_tap_changes_nothing(as_bob, long_run):
    for _ in range(2):
        as_bob.post(reverse("plans:session_done", args=[long_run.pk]))

    assert SessionLog.objects.filter(session=long_run).count() == 1


def test_amount_effort_and_note_are_kept_in_the_athletes_unit(as_bob, bob, long_run):
    bob.unit = "mi"
    bob.save()

    as_bob.post(
        reverse("plans:session_done", args=[long_run.pk]),
        {f"{long_run.pk}-distance": "8.5", f"{long_run.pk}-duration_min": "80", f"{long_run.pk}-effort": "4", f"{long_run.pk}-note": "snow ❄️ ليلى"},
    )  # fmt: skip

    log = SessionLog.objects.get(session=long_run)
    assert log.distance_m == pytest.approx(8.5 * 1609.344)
    assert (log.duration_s, log.effort, log.note) == (4800, 4, "snow ❄️ ليلى")


def test_a_number_it_cannot_read_is_shown_again_with_the_reason(as_bob, long_run):
    answer = as_bob.post(
        reverse("plans:session_done", args=[long_run.pk]),
        {f"{long_run.pk}-distance": "ten", f"{long_run.pk}-note": "felt good"},
    )

    assert answer.status_code == 422
    assertContains(answer, "Write a number", status_code=422)
    assertContains(answer, "felt good", status_code=422)
    assert not SessionLog.objects.exists()


def test_undo_opens_it_again(as_bob, long_run):
    as_bob.post(reverse("plans:session_done", args=[long_run.pk]))

    as_bob.post(reverse("plans:session_undo", args=[long_run.pk]))

    assert not SessionLog.objects.exists()


def test_htmx_gets_the_week_alone_with_the_way_back(as_bob, long_run):
    answer = as_bob.post(reverse("plans:session_done", args=[long_run.pk]), headers={"HX-Request": "true"})

    assertContains(answer, 'id="week"')
    assertNotContains(answer, "<html")
    assert "undo" in answer["HX-Trigger"]


def test_what_was_not_done_is_let_go_without_shame(as_bob, long_run):
    page = as_bob.get(WEEK)

    assertContains(page, "let go")
    assertNotContains(page, "missed it")


@pytest.mark.parametrize("stranger", ["as_charlie", "as_alice", "as_dana"])
def test_only_the_athlete_marks_their_session(request, stranger, long_run):
    answer = request.getfixturevalue(stranger).post(reverse("plans:session_done", args=[long_run.pk]))

    assert answer.status_code == 404
    assert not SessionLog.objects.exists()


def test_the_coach_reads_the_same_week_without_buttons(as_alice, bob, long_run):
    page = as_alice.get(reverse("plans:athlete_week", args=[bob.pk, SUNDAY]))

    assertContains(page, "Long run")
    assertNotContains(page, reverse("plans:session_done", args=[long_run.pk]))


def test_another_coach_does_not_know_the_week_exists(as_dana, bob, long_run):
    assert as_dana.get(reverse("plans:athlete_week", args=[bob.pk, SUNDAY])).status_code == 404


def test_without_a_plan_it_says_what_comes_next(as_bob):
    assertContains(as_bob.get(WEEK), "Your coach is building your weeks")


def test_after_the_last_week_it_leads_to_the_spring_plan(as_bob, bob):
    make_published(bob, starts=(MONDAY - timedelta(days=14),))

    assertContains(as_bob.get(WEEK), "The off-season is done")


def test_days_the_coach_has_not_opened_stay_closed(as_bob, bob):
    make_published(bob, starts=(MONDAY, MONDAY + timedelta(days=7)), visible_until=SUNDAY)
    hidden = bob.sessions.filter(date__gt=SUNDAY).first()

    assertContains(as_bob.get(WEEK), "The week")
    assertContains(as_bob.get(reverse("plans:week_of", args=[SUNDAY + timedelta(days=1)])), "spring plan")
    assert as_bob.post(reverse("plans:session_done", args=[hidden.pk])).status_code == 404


def test_today_is_the_athletes_own_day(as_bob, bob):
    """Eight in the morning in London is still Sunday; in Auckland it is nine in the evening of the same day, Monday soon."""
    make_published(bob, starts=(MONDAY, MONDAY + timedelta(days=7)))
    bob.time_zone = "Pacific/Kiritimati"
    bob.save()
    with time_machine.travel(datetime(2026, 12, 20, 11, 0, tzinfo=UTC), tick=False):
        assertContains(as_bob.get(WEEK), "Today, Monday 21 December")


def test_no_day_no_page(as_bob, bob):
    assert as_bob.get("/week/2026-02-30/").status_code == 404


@pytest.mark.parametrize("weeks", [1, 3])
def test_week_query_count_does_not_grow(as_bob, bob, weeks, django_assert_num_queries):
    make_published(bob, starts=tuple(MONDAY + timedelta(days=7 * n) for n in range(weeks)))
    with django_assert_num_queries(7):
        as_bob.get(WEEK)


def test_a_stranger_sees_their_own_week_only(as_charlie, long_run):
    assertContains(as_charlie.get(WEEK), "No plan yet")


def test_a_date_far_away_is_kindly_empty(as_bob, long_run):
    assertContains(as_bob.get(reverse("plans:week_of", args=[date(2027, 8, 1)])), "The off-season is done")


def test_an_athlete_with_a_right_to_left_name_has_a_week(client, alice):
    leila = make_athlete(name="ليلى حداد 🏃", email="leila@example.org", coach=alice)
    make_published(leila)
    client.force_login(leila.user)

    assertContains(client.get(WEEK), "ليلى")


def test_when_today_is_done_it_says_what_was_run_and_what_is_next(as_bob, bob):
    make_published(bob, starts=(MONDAY, MONDAY + timedelta(days=7)))
    long_run = TrainingSession.objects.of(bob).get(date=SUNDAY, ingredient="long")
    assertNotContains(as_bob.get(WEEK), "Next, ")

    as_bob.post(reverse("plans:session_done", args=[long_run.pk]), {f"{long_run.pk}-duration_min": "95"})

    page = as_bob.get(WEEK)
    assertContains(page, "in 1 h 35")
    assertContains(page, "Next, Mon 21 Dec:")


def test_a_week_ahead_is_planned_and_counts_nothing(as_bob, bob):
    make_published(bob, starts=(MONDAY, MONDAY + timedelta(days=7)))

    page = as_bob.get(reverse("plans:week_of", args=[SUNDAY + timedelta(days=1)]))

    assertContains(page, "A look ahead")
    assertContains(page, "fundamentals planned")


ON_ICE = {"code": "L05", "title": "Snow run", "text": "On ice or in the dark: snow run for the same minutes."}


def test_today_says_what_to_do_on_ice(as_bob, long_run):
    assertNotContains(as_bob.get(WEEK), "On ice")
    TrainingSession.objects.filter(pk=long_run.pk).update(alternate=ON_ICE)

    page = as_bob.get(WEEK)

    assertContains(page, f'<p class="instead">{ON_ICE["text"]}</p>', count=2, html=True)  # on the card and in its row


def test_a_day_that_is_over_needs_no_other_way(as_bob, bob, long_run):
    TrainingSession.objects.of(bob).filter(ingredient="fast").update(alternate=ON_ICE)

    assertNotContains(as_bob.get(WEEK), "On ice")


def test_the_coach_reads_it_too(as_alice, bob, long_run):
    TrainingSession.objects.filter(pk=long_run.pk).update(alternate=ON_ICE)

    assertContains(as_alice.get(reverse("plans:athlete_week", args=[bob.pk, MONDAY])), ON_ICE["text"])


def test_what_to_drop_when_tired_is_a_line_of_its_own_until_the_week_is_over(as_bob, bob):
    off_season = make_published(bob, starts=(MONDAY - timedelta(days=7), MONDAY))
    off_season.weeks.update(reason="34 mi, nothing left out. Tired? Drop the strides first.")
    tired, before = "<b>Tired?</b> Drop the strides first.", reverse("plans:week_of", args=[MONDAY - timedelta(days=7)])

    assertContains(as_bob.get(WEEK), tired)
    page = as_bob.get(before)
    assertContains(page, "54.7 km, nothing left out.")
    assertNotContains(page, "Tired?")
