"""Ill or away: one tap, until when, and back; what is set aside is not missed and never owed."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from plans.models import Absence
from tests.plans.published import MONDAY, make_published

DAY = timedelta(days=1)
WEEK = reverse("plans:week")
ILL, AWAY = reverse("plans:absent", args=["ill"]), reverse("plans:absent", args=["away"])
WEDNESDAY = datetime(2026, 12, 16, 8, 0, tzinfo=UTC)
TODAY = WEDNESDAY.date()


@pytest.fixture(autouse=True)
def wednesday():
    with time_machine.travel(WEDNESDAY, tick=False):
        yield


@pytest.fixture(autouse=True)
def season(bob):
    return make_published(bob, starts=(MONDAY - 7 * DAY, MONDAY, MONDAY + 7 * DAY))


def absence_path(name: str, *more: object) -> str:
    return reverse(f"plans:{name}", args=[Absence.objects.get().pk, *more])


def test_one_tap_sets_today_aside_and_a_second_one_changes_nothing(as_bob, bob):
    for _ in range(2):
        assertRedirects(as_bob.post(ILL), WEEK)

    absence = Absence.objects.get()
    assert (absence.athlete, absence.kind, absence.start, absence.end, absence.by) == (
        bob,
        "ill",
        TODAY,
        TODAY,
        bob.user,
    )
    page = as_bob.get(WEEK)
    assertContains(page, "Get well first")
    assertContains(page, "Nothing of what you missed is added anywhere.")
    assertContains(page, "I am back")


def test_what_is_set_aside_is_neither_missed_nor_counted(as_bob):
    before = as_bob.get(WEEK).context["view"]
    as_bob.post(ILL, {"start": "2026-12-15", "end": "2026-12-16"})

    view = as_bob.get(WEEK).context["view"]

    assert [day.state_word for day in view.days][1:3] == ["ill", "ill"]
    assert (before.bowl.total, view.bowl.total) == (7, 4)  # strides, fast and strength were on these two days
    assert (before.planned, view.planned) == ("54.7 km", "33.8 km")
    assert view.due == (0, 0)
    assert view.track.word == "Set aside"


def test_undo_forgets_it(as_bob):
    answer = as_bob.post(ILL, headers={"HX-Request": "true"})
    undo = absence_path("absence_undo")
    assert undo in answer["HX-Trigger"]

    for _ in range(2):
        assertRedirects(as_bob.post(undo), WEEK)

    assert not Absence.objects.exists()


def test_until_when_is_one_more_tap_and_back_another(as_bob):
    as_bob.post(ILL)
    as_bob.post(absence_path("absence_until_day", TODAY + 2 * DAY))
    assert Absence.objects.get().end == TODAY + 2 * DAY
    as_bob.post(absence_path("absence_until"), {"end": "2026-12-24"})
    assertContains(as_bob.get(WEEK), "Ill today, until Thu 24 Dec")

    with time_machine.travel(WEDNESDAY + 2 * DAY, tick=False):
        answer = as_bob.post(absence_path("absence_back"), headers={"HX-Request": "true"})

    assert Absence.objects.get().end == TODAY + DAY
    assert absence_path("absence_until_day", TODAY + 8 * DAY) in answer["HX-Trigger"]
    assertContains(answer, "Begin with 20 to 30 easy minutes")


def test_back_on_the_first_day_is_as_if_nothing_was_and_undo_says_it_again(as_bob):
    as_bob.post(ILL)

    answer = as_bob.post(absence_path("absence_back"), headers={"HX-Request": "true"})

    assert not Absence.objects.exists()
    assert ILL in answer["HX-Trigger"]
    assertNotContains(answer, "20 to 30")


@pytest.mark.parametrize(
    ("days", "told"), [(5, "Then the plan goes on."), (6, "For 3 days run about half"), (30, "talk with your coach")]
)
def test_how_to_begin_again_depends_on_how_long_it_was(as_bob, days, told):
    as_bob.post(
        ILL, {"start": str(TODAY - days * DAY) if days < 28 else str(TODAY - 28 * DAY), "end": str(TODAY - DAY)}
    )
    if days > 28:
        Absence.objects.update(start=TODAY - days * DAY)
        assert as_bob.get(reverse("plans:week_of", args=[MONDAY])).status_code == 200

    page = as_bob.get(WEEK)

    assertContains(page, "a whole day has passed without fever")
    assertContains(page, told)
    assertContains(page, "Nothing of what you missed is added anywhere.")
    with time_machine.travel(WEDNESDAY + 4 * DAY, tick=False):
        assertNotContains(as_bob.get(WEEK), "without fever")


def test_who_was_away_begins_as_planned(as_bob):
    as_bob.post(AWAY, {"start": str(TODAY - 3 * DAY), "end": str(TODAY - DAY)})

    assertNotContains(as_bob.get(WEEK), "without fever")


def test_days_to_come_are_set_aside_and_taken_back(as_bob):
    as_bob.post(AWAY, {"start": "2026-12-24", "end": "2026-12-27"})

    page = as_bob.get(reverse("plans:week_of", args=[MONDAY + 7 * DAY]))

    assertContains(page, "Away 24 – 27 Dec: these days are set aside.")
    assertContains(page, absence_path("absence_undo"))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"start": "2026-12-20", "end": "2026-12-18"}, "The last day comes after the first."),
        ({"start": "2026-12-20", "end": "2027-12-18"}, "more than sixty days"),
        ({"start": "2020-01-01"}, "within the last four weeks"),
        ({"start": "9999-12-31"}, "within the last four weeks"),
        ({"start": "Christmas"}, "Write a day that is in the calendar."),
        ({"end": "2026-02-30"}, "Write a day that is in the calendar."),
        ({"start": "2026-12-17\0"}, "error"),
    ],
)  # fmt: skip
def test_days_that_make_no_sense_are_shown_again_with_what_to_change(as_bob, said, told):
    answer = as_bob.post(AWAY, said)

    assertContains(answer, told, status_code=422)
    assert not Absence.objects.exists()


@pytest.mark.parametrize("end", ["", "2026-12-01", "2028-01-01", "tomorrow"])
def test_an_end_that_makes_no_sense_changes_nothing(as_bob, end):
    as_bob.post(ILL)

    answer = as_bob.post(absence_path("absence_until"), {"end": end})

    assertContains(answer, 'id="until-error"', status_code=422)
    assert Absence.objects.get().end == TODAY


def test_days_that_touch_another_absence_are_refused_by_name(as_bob):
    as_bob.post(AWAY, {"start": "2026-12-18", "end": "2026-12-20"})

    answer = as_bob.post(ILL, {"start": "2026-12-19"})

    assertContains(answer, "You are away 18 – 20 Dec already.", status_code=422)


def test_only_ill_and_away_are_known(as_bob):
    assert as_bob.post(reverse("plans:absent", args=["lazy"])).status_code == 404


@pytest.mark.parametrize("who", ["as_charlie", "as_alice", "as_dana"])
def test_nobody_else_ends_it(request, as_bob, who):
    as_bob.post(ILL)
    other = request.getfixturevalue(who)
    for name in ("absence_back", "absence_until", "absence_undo"):
        other.post(absence_path(name), {"end": "2026-12-20"})

    assert Absence.objects.get().end == TODAY


def test_the_coach_sees_it_and_cannot_press_anything(as_alice, as_bob, bob):
    as_bob.post(ILL)

    page = as_alice.get(reverse("plans:athlete_week", args=[bob.pk, TODAY]))

    assertContains(page, "Ill today")
    assertNotContains(page, "I am back")
    assertContains(as_alice.get(reverse("desk:athlete", args=[bob.pk])), "Ill Wed 16 Dec: these days are set aside.")
    assertContains(as_alice.get(reverse("plans:athlete_calendar", args=[bob.pk])), "<small>ill</small>", html=True)


def test_absences_cost_no_query(as_bob, django_assert_num_queries):
    for number in range(3):
        as_bob.post(AWAY, {"start": str(TODAY + 2 * number * DAY)})
    with django_assert_num_queries(7):
        as_bob.get(WEEK)
