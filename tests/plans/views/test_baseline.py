from datetime import UTC, date, datetime

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from athletes.models import Athlete, HistoryWeek
from plans.actions.run import add_run
from plans.engine.baseline import WeekUse
from tests.factories import BOSTON, NOW, make_athlete, make_history, make_race
from tests.plans.drafted import make_draft, publish_draft

BASELINE = reverse("plans:baseline")
DECEMBER = datetime(2026, 12, 9, 8, 0, tzinfo=UTC)
FIRST = date(2026, 8, 3)  # thirteen weeks before New York's race week ends
WINDOW = [*[50] * 3, *[60] * 7, 40, 30, 10]
ILL = date(2026, 9, 28)


@pytest.fixture(autouse=True)
def _in_december():
    with time_machine.travel(DECEMBER, tick=False):
        yield


@pytest.fixture
def diarist(bob: Athlete) -> Athlete:
    """Bob, whose baseline is nobody's figure but that of his weeks."""
    Athlete.objects.filter(pk=bob.pk).update(baseline_m=None, baseline_long_m=None)
    bob.refresh_from_db()
    make_history(bob, *WINDOW, first=FIRST)
    return bob


@pytest.fixture
def planned(diarist):
    off_season = make_draft(diarist)
    publish_draft(off_season, reason="as agreed")
    return off_season


def mark_url(day, athlete=None):
    return (
        reverse("plans:athlete_baseline_mark", args=[athlete.pk, day])
        if athlete
        else reverse("plans:baseline_mark", args=[day])
    )


def shown(client, address=BASELINE):
    return client.get(address).context["shown"]


def test_each_week_says_what_it_is_to_the_baseline(as_bob, diarist):
    make_race(diarist)
    page = shown(as_bob)

    assert (page.week, page.reason, page.missing) == ("60 km", "mean of 6 usable weeks before the taper", "")
    assert [row.use for row in page.rows] == [
        *[WeekUse.SPARE] * 2, *[WeekUse.COUNTED] * 6, *[WeekUse.TAPER] * 2, WeekUse.RACE,
    ]  # fmt: skip
    assert [row.use for row in page.older] == [WeekUse.OLDER] * 2
    assertContains(as_bob.get(BASELINE), "Race week of New York")
    assertContains(as_bob.get(BASELINE), "Not needed: six later weeks are enough")


def test_one_tap_leaves_a_week_out_and_one_takes_it_back(as_bob, diarist):
    make_race(diarist)
    make_history(diarist, 30, first=date(2026, 7, 27))
    HistoryWeek.objects.filter(start=ILL).update(distance_m=12_000.0, longest_m=None)
    assert shown(as_bob).week == "52 km"

    answer = as_bob.post(mark_url(ILL), {"unusable": "ill"})

    assertRedirects(answer, BASELINE, fetch_redirect_response=False)
    page = as_bob.get(BASELINE)
    assertContains(page, "The week of 28 Sep – 4 Oct is left out: ill.")
    assertContains(page, "Left out: ill")
    assert page.context["shown"].week == "60 km"
    as_bob.post(reverse("plans:baseline_undo", args=[ILL]))
    assert shown(as_bob).week == "52 km"
    assertContains(as_bob.post(reverse("plans:baseline_undo", args=[ILL]), follow=True), "nothing left to take back")


def test_a_week_counts_again(as_bob, diarist):
    HistoryWeek.objects.filter(start=ILL).update(unusable="travel")

    as_bob.post(mark_url(ILL), {"unusable": ""})

    assert HistoryWeek.objects.get(start=ILL).unusable == ""


def test_htmx_gets_the_weeks_alone(as_bob, diarist):
    answer = as_bob.post(mark_url(ILL), {"unusable": "ill"}, headers={"HX-Request": "true"})

    assertContains(answer, 'id="baseline"')
    assertNotContains(answer, "<html")
    assert "undo" in answer["HX-Trigger"]


def test_a_reason_that_is_none_changes_nothing(as_bob, diarist):
    as_bob.post(mark_url(ILL), {"unusable": "lazy"})

    assert HistoryWeek.objects.get(start=ILL).unusable == ""


def test_the_coach_marks_it_too(as_alice, as_fay, diarist):
    as_alice.post(mark_url(ILL, diarist), {"unusable": "injured"})
    assert HistoryWeek.objects.get(start=ILL).unusable == "injured"

    as_fay.post(mark_url(ILL, diarist), {"unusable": ""})
    assert HistoryWeek.objects.get(start=ILL).unusable == ""


@pytest.mark.parametrize("stranger", ["as_dana", "as_charlie"])
def test_a_stranger_marks_nothing(request, stranger, diarist):
    client = request.getfixturevalue(stranger)

    assert client.post(mark_url(ILL, diarist), {"unusable": "ill"}).status_code == 404
    assert client.post(mark_url(ILL), {"unusable": "ill"}).status_code == 404
    assert HistoryWeek.objects.get(start=ILL).unusable == ""


def test_one_coach_takes_back_nothing_of_another(as_alice, as_fay, diarist):
    as_alice.post(mark_url(ILL, diarist), {"unusable": "ill"})

    as_fay.post(reverse("plans:athlete_baseline_undo", args=[diarist.pk, ILL]))

    assert HistoryWeek.objects.get(start=ILL).unusable == "ill"


def test_an_entered_figure_wins_and_the_weeks_are_told_beside_it(as_alice, diarist):
    make_race(diarist)
    Athlete.objects.filter(pk=diarist.pk).update(baseline_m=70_000.0)

    page = as_alice.get(reverse("plans:athlete_baseline", args=[diarist.pk]))

    assertContains(page, "A usual week: 70 km")
    assertContains(page, "they alone come to 60 km")


def test_it_says_how_many_weeks_are_needed(as_bob, bob):
    Athlete.objects.filter(pk=bob.pk).update(baseline_m=None)
    make_race(bob)
    make_history(bob, 50, 50, first=date(2026, 9, 28))

    page = as_bob.get(BASELINE)

    assertContains(page, "Two more usable weeks are needed.")
    assertContains(page, reverse("athletes:own_import"))
    assertContains(page, "/settings/history/?until=2026-10-11")
    assert [row.use for row in page.context["shown"].rows] == [*[None] * 6, *[WeekUse.WAITING] * 2]


def test_before_the_race_the_latest_weeks_stand_in(as_bob, diarist):
    make_race(diarist, name="Boston", day=BOSTON, status="planned")

    assert [row.use for row in shown(as_bob).rows] == [*[WeekUse.SPARE] * 2, *[WeekUse.COUNTED] * 6]


def test_without_a_race_the_weeks_are_listed(as_bob, diarist):
    page = as_bob.get(BASELINE)

    assertContains(page, "Add a race")
    assert len(page.context["shown"].rows) == len(WINDOW)


def test_with_nothing_known_it_says_what_to_do(client, db):
    nina = make_athlete(name="ليلى 🏃", email="nina@example.org", baseline_m=None, baseline_long_m=None)
    client.force_login(nina.user)

    assertContains(client.get(BASELINE), "No weeks yet")


def test_a_week_is_taken_from_the_log_only_when_told(as_bob, diarist):
    make_race(diarist)
    monday = date(2026, 11, 9)
    for day, metres in ((9, 8_000.0), (15, 12_000.0), (16, 99_000.0)):
        add_run(diarist, key=str(day), said={"date": date(2026, 11, day), "distance_m": metres}, at=NOW)
    assertContains(as_bob.get(BASELINE), "Take 20 km from the log")
    assert not HistoryWeek.objects.filter(start=monday).exists()

    as_bob.post(reverse("plans:baseline_log", args=[monday]))

    week = HistoryWeek.objects.get(start=monday)
    assert (week.distance_m, week.longest_m) == (20_000, 12_000)
    assertNotContains(as_bob.get(BASELINE), "Take 20 km")
    as_bob.post(reverse("plans:baseline_undo", args=[monday]))
    assert not HistoryWeek.objects.filter(start=monday).exists()


def test_a_typed_week_stays_until_the_log_is_taken_over_it(as_bob, diarist):
    make_race(diarist)
    make_history(diarist, 33, first=date(2026, 11, 9))
    HistoryWeek.objects.filter(start=date(2026, 11, 9)).update(unusable="travel")
    add_run(diarist, key="x", said={"date": date(2026, 11, 10), "distance_m": 8_000.0}, at=NOW)
    assertContains(as_bob.get(BASELINE), "33 km")

    as_bob.post(reverse("plans:baseline_log", args=[date(2026, 11, 9)]))

    week = HistoryWeek.objects.get(start=date(2026, 11, 9))
    assert (week.distance_m, week.unusable) == (8_000, "travel")


def test_an_empty_week_is_not_taken(as_bob, diarist):
    page = as_bob.post(reverse("plans:baseline_log", args=[date(2026, 11, 9)]), follow=True)

    assertContains(page, "no run of that week")


@pytest.mark.parametrize("weeks", [5, 13])
def test_query_count_does_not_grow(as_bob, diarist, weeks, django_assert_num_queries):
    make_race(diarist)
    HistoryWeek.objects.filter(start__lt=date(2026, 11, 2) - 7 * weeks * (date(2026, 1, 2) - date(2026, 1, 1))).delete()

    with django_assert_num_queries(13):
        as_bob.get(BASELINE)


class TestWhatItWouldChange:
    NEW = "A new baseline of 54 km a week (was 60) would change this plan."

    @pytest.fixture
    def changed(self, planned):
        HistoryWeek.objects.filter(start=ILL).update(distance_m=24_000.0, longest_m=None)
        return planned

    def test_nothing_is_said_while_nothing_would(self, as_alice, planned):
        for address in (planned.get_absolute_url(), reverse("desk:athlete", args=[planned.athlete_id])):
            assertNotContains(as_alice.get(address), "new baseline")

    def test_a_hundredth_is_too_little_to_say(self, as_alice, planned):
        HistoryWeek.objects.filter(start=ILL).update(distance_m=57_000.0)  # the mean falls by half a km

        assertNotContains(as_alice.get(planned.get_absolute_url()), "new baseline")

    def test_who_builds_the_plan_is_led_to_the_builder(self, as_alice, changed):
        athlete = changed.athlete_id
        for name in ("desk:athlete", "plans:athlete_season", "plans:athlete_baseline"):
            page = as_alice.get(reverse(name, args=[athlete]))
            assertContains(page, self.NEW)
            assertContains(page, changed.get_absolute_url())

    def test_the_builder_plans_from_it_with_one_click(self, as_alice, changed):
        assertContains(as_alice.get(changed.get_absolute_url()), self.NEW)

        page = as_alice.post(reverse("plans:newest", args=[changed.pk]), {"lock": changed.lock}, follow=True)

        assertNotContains(page, "new baseline")
        changed.refresh_from_db()
        assert changed.draft.response["baseline"]["distance_m"] == 54_000

    def test_the_athlete_is_told_kindly(self, as_bob, changed):
        for address in (reverse("plans:season"), BASELINE):
            page = as_bob.get(address)
            assertContains(page, "Your usual week is now 54 km a week (was 60).")
            assertContains(page, "Alice sees the same")
            assertNotContains(page, changed.get_absolute_url())

    def test_the_coachs_own_figure_stays_what_it_is(self, as_alice, changed):
        Athlete.objects.filter(pk=changed.athlete_id).update(baseline_m=60_000.0)

        assertNotContains(as_alice.get(changed.get_absolute_url()), "new baseline")
