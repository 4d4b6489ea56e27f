import json
from datetime import date
from uuid import uuid4

import pytest
import time_machine
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from athletes.models import Athlete, HistoryWeek, SafetyAnswer
from plans.actions.assign import publish_waiting
from plans.actions.draft import start_off_season
from plans.models import AssignmentBatch, AssignmentRow, OffSeason, PlanVersion
from tests.factories import NOW, make_athlete, make_history, make_squad
from tests.plans.assigning import add_races, make_batch, make_racer, make_racers
from tests.plans.drafted import redraft
from tests.plans.views.assign_page import ASSIGN, PREVIEW, PUBLISH, row_url, said
from tests.plans.views.building import HTMX


@pytest.fixture(autouse=True)
def _on_the_fourth_of_november():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def racing_bob(bob):
    add_races(bob)
    return bob


class TestOneRow:
    def test_it_is_repainted_alone_with_its_own_choices(self, as_alice, alice, racing_bob):
        make_racer(alice, "Ana")
        form = {"spring_weeks": "12", f"{racing_bob.pk}-cut": "25", f"{racing_bob.pk}-weeks": "14"}

        response = as_alice.post(row_url(racing_bob), form, headers=HTMX)

        assertContains(response, "−25%")
        assertContains(response, "14 wk from")
        assertContains(response, "<tbody", count=1)

    def test_a_way_out_is_taken_with_one_click(self, as_alice, racing_bob):
        response = as_alice.post(row_url(racing_bob), {f"{racing_bob.pk}-way": "SHORTER_PLAN"}, headers=HTMX)

        assertContains(response, "with a shorter spring plan")
        assertContains(response, "17 wk from")
        assertContains(response, "checked")

    @pytest.mark.parametrize(("field", "value"), [("cut", "55"), ("cut", "lots"), ("weeks", "99")])
    def test_what_cannot_be_says_what_to_write(self, as_alice, racing_bob, field, value):
        form = {"spring_weeks": "12", f"{racing_bob.pk}-{field}": value}

        response = as_alice.post(row_url(racing_bob), form, headers=HTMX)

        assertContains(response, "here ")
        assertNotContains(response, "checked")

    def test_without_two_races_there_is_no_row(self, as_alice, bob):
        assertRedirects(as_alice.post(row_url(bob)), ASSIGN)


class TestPublish:
    def test_it_writes_a_batch_and_leads_to_it(self, as_alice, alice, racing_bob):
        squad = make_squad(alice, racing_bob, make_racer(alice, "Ana"), make_athlete(name="Gus", coach=alice))
        page = as_alice.post(PREVIEW, {"squad": squad.pk, "spring_weeks": "12"})
        form = said(page, spring_weeks="12", note="Mind the ice.") | {"squad": squad.pk}
        del form[f"{racing_bob.pk}-tick"]

        response = as_alice.post(PUBLISH, form)

        batch = AssignmentBatch.objects.get()
        assertRedirects(response, batch.get_absolute_url())
        assert (batch.title, batch.by, batch.choices["note"]) == ("New York", alice.user, "Mind the ice.")
        rows = {row.athlete.name: (row.state, row.message) for row in batch.rows.all()}
        assert rows == {"Ana": ("waiting", ""), "Bob Brandt": ("left_out", "Left out by you.")}

    def test_the_result_is_held_against_what_the_page_showed(self, as_alice, racing_bob):
        page = as_alice.post(PREVIEW, {"athlete": racing_bob.pk, "spring_weeks": "12"})
        as_alice.post(PUBLISH, said(page, spring_weeks="12"))
        Athlete.objects.update(baseline_m=70_000.0)

        publish_waiting(AssignmentBatch.objects.get().pk, clock=lambda: NOW)

        assertContains(as_alice.get(AssignmentBatch.objects.get().get_absolute_url()), "60 → 40.5 km became 70 → 47")

    def test_the_same_page_sent_twice_is_one_batch(self, as_alice, racing_bob):
        form = said(as_alice.post(PREVIEW, {"athlete": racing_bob.pk, "spring_weeks": "12"}), spring_weeks="12")

        first, second = (as_alice.post(PUBLISH, form) for _ in range(2))

        assert first.url == second.url
        assert AssignmentRow.objects.count() == 1

    @pytest.mark.usefixtures("racing_bob")
    def test_nobody_ticked_publishes_nothing(self, as_alice):
        response = as_alice.post(PUBLISH, said(as_alice.get(ASSIGN)))

        assertContains(response, "Nobody is ticked", status_code=422)
        assert not AssignmentBatch.objects.exists()

    def test_a_number_that_cannot_be_is_shown_and_kept(self, as_alice, racing_bob):
        form = said(as_alice.post(PREVIEW, {"athlete": racing_bob.pk, "spring_weeks": "12"}), spring_weeks="12")

        response = as_alice.post(PUBLISH, form | {f"{racing_bob.pk}-cut": "55"})

        assertContains(response, "between 20 and 40 percent", status_code=422)
        assert not AssignmentBatch.objects.exists()

    def test_figures_that_no_page_made_are_not_kept(self, as_alice, racing_bob):
        form = said(as_alice.post(PREVIEW, {"athlete": racing_bob.pk, "spring_weeks": "12"}), spring_weeks="12")

        far = json.dumps(json.loads(form[f"{racing_bob.pk}-seen"]) | {"settled_m": 10**400})
        for wrong in ('{"cut": NaN}', "[", "[]", '{"state": {}}', far):
            as_alice.post(PUBLISH, form | {f"{racing_bob.pk}-seen": wrong, "key": uuid4()})

        assert set(AssignmentRow.objects.values_list("state", flat=True)) == {"waiting"}
        assert not AssignmentRow.objects.exclude(seen={}).exists()

    @pytest.mark.parametrize("state", ["half a \ud800 character", "\0"])
    def test_words_that_cannot_be_stored_do_not_stop_the_others(self, as_alice, alice, racing_bob, state):
        rita = make_racer(alice, "Rita Roth")
        form = said(as_alice.post(PREVIEW, {"athlete": [racing_bob.pk, rita.pk], "spring_weeks": "12"}))
        form |= {"spring_weeks": "12", f"{rita.pk}-seen": json.dumps({"state": state})}
        form.pop(f"{rita.pk}-tick")

        assert as_alice.post(PUBLISH, form).status_code == 302
        assert set(AssignmentRow.objects.values_list("state", flat=True)) == {"waiting", "left_out"}


@pytest.mark.parametrize("count", [3, 30])
class TestQueries:
    """The same at any number: whoever is on the page is read in one query a table."""

    def racers(self, alice, count):
        racers = make_racers(alice, count)
        for n, athlete in enumerate(racers):
            make_history(athlete, 50, 55, 60, first=date(2026, 8, 3))
            SafetyAnswer.objects.create(athlete=athlete, flags=[], answered_at=NOW)
            if n % 3 == 0:
                fall, spring = athlete.races.in_order()
                season = start_off_season(athlete, fall_race=fall, a_race=spring, by=alice.user, at=NOW)
                redraft(season, {"spring_plan": {"weeks": 12}})
        assert HistoryWeek.objects.count() == 3 * count
        return racers

    def test_the_page(self, as_alice, alice, count, django_assert_num_queries):
        make_squad(alice, *self.racers(alice, count))

        with django_assert_num_queries(16):
            assert len(as_alice.get(ASSIGN).context["rows"]) == count

    def test_the_preview_of_what_stands_in_the_form(self, as_alice, alice, count, django_assert_num_queries):
        form = {"spring_weeks": "12", "athlete": [athlete.pk for athlete in self.racers(alice, count)]}
        drafts = {f"{one.athlete_id}-draft": "keep" for one in OffSeason.objects.all()}

        with django_assert_num_queries(18):
            as_alice.post(PREVIEW, form | drafts)

    def test_publishing_writes_all_rows_at_once(self, as_alice, alice, count, django_assert_num_queries):
        racers = make_racers(alice, count)
        page = as_alice.post(PREVIEW, {"spring_weeks": "12", "athlete": [athlete.pk for athlete in racers]})
        form = said(page, spring_weeks="12")

        with django_assert_num_queries(23):
            as_alice.post(PUBLISH, form)

        assert AssignmentRow.objects.count() == count

    def test_the_result(self, as_alice, alice, count, django_assert_num_queries):
        batch = make_batch(alice, *make_racers(alice, count))
        publish_waiting(batch.pk, clock=lambda: NOW)
        assert PlanVersion.objects.count() == count

        with django_assert_num_queries(6):
            as_alice.get(batch.get_absolute_url())
