from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from athletes.models import SafetyAnswer
from plans.models import OffSeason, ReadyDraft
from tests.factories import NOW, make_athlete
from tests.plans.drafted import drafted, make_draft, publish_draft, redraft
from tests.plans.views.building import url


@pytest.fixture(autouse=True)
def _on_the_fourth_of_november():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def draft(bob) -> OffSeason:
    return make_draft(bob)


class TestPublish:
    def words(self, off_season: OffSeason, **said: Any) -> dict[str, Any]:
        return {"lock": off_season.lock, "version": drafted(off_season).number} | said

    def test_the_bar_says_what_will_happen(self, draft, as_alice):
        response = as_alice.get(url("builder", draft))

        assertContains(response, "12 weeks, 2 Nov – 24 Jan. Bob sees them at once.")
        assertContains(response, "Publish to Bob")

    def test_publishing_opens_the_weeks_to_the_athlete(self, draft, as_alice, as_bob):
        response = as_alice.post(url("publish", draft), self.words(draft))

        assertRedirects(response, url("builder", draft), fetch_redirect_response=False)
        assert OffSeason.objects.get().published == drafted(draft)
        assertContains(as_bob.get(reverse("plans:season")), "New York")

    def test_an_assistant_drafts_and_the_coach_publishes(self, draft, as_fay):
        page = as_fay.get(url("builder", draft))
        assertContains(page, "Alice publishes.")
        assertNotContains(page, "Publish to Bob")
        refused = as_fay.post(url("publish", draft), self.words(draft))
        assertContains(refused, "Alice Arden does this in person", status_code=403)
        assert OffSeason.objects.get().published is None

    def test_a_double_click_publishes_once(self, draft, as_alice):
        lock = draft.lock
        for _ in range(2):
            assert as_alice.post(url("publish", draft), self.words(draft, lock=lock)).status_code == 302

        assert OffSeason.objects.get().lock == lock + 1

    def test_until_a_day(self, draft, as_alice):
        as_alice.post(url("publish", draft), self.words(draft, until="2026-12-31"))

        assert OffSeason.objects.get().visible_until == date(2026, 12, 31)

    def test_a_day_before_the_first_week_is_refused_and_kept(self, draft, as_alice):
        response = as_alice.post(url("publish", draft), self.words(draft, until="2026-10-01"))

        assertContains(response, "before the first week", status_code=422)
        assertContains(response, 'value="2026-10-01"', status_code=422)
        assert OffSeason.objects.get().published is None

    def test_what_falls_short_asks_for_a_reason(self, draft, as_alice):
        redraft(draft, {"spring_plan": {"weeks": 20}})
        assertContains(as_alice.get(url("builder", draft)), "It falls short: say why below")

        refused = as_alice.post(url("publish", draft), self.words(draft))
        assertContains(refused, "<b>Not published:</b> Choose one of the ways out", status_code=422)
        assertContains(refused, "autofocus", count=1, status_code=422)
        as_alice.post(url("publish", draft), self.words(draft, reason="He only wants to recover."))

        assert OffSeason.objects.get().published_reason == "He only wants to recover."

    def test_a_draft_that_changed_is_shown_before_it_is_published(self, draft, as_alice):
        seen = self.words(draft, until="2026-12-31")
        redraft(draft, {"athlete": {"comfort": 2}})

        response = as_alice.post(url("publish", draft), seen)

        assert response.status_code == 409
        assert ("Wants to run, this winter", "0", "+2") in response.context["changed"]
        assertContains(response, 'value="2026-12-31"', status_code=409)
        assert OffSeason.objects.get().published is None

    def test_nothing_goes_out_while_a_doctor_is_asked_for(self, draft, as_alice, bob):
        SafetyAnswer.objects.create(athlete=bob, flags=["fainting"], answered_at=NOW)

        response = as_alice.post(url("publish", draft), self.words(draft))

        assert response.status_code == 422
        assertNotContains(response, "fainting", status_code=422)
        assert OffSeason.objects.get().published is None

    def test_a_newer_draft_says_what_it_replaces(self, draft, as_alice):
        publish_draft(draft)
        redraft(draft, {"policy": {"cut": 0.25}})

        assertContains(as_alice.get(url("builder", draft)), "what Bob has done stays")

    def test_taking_back(self, draft, as_alice):
        publish_draft(draft)

        as_alice.post(url("unpublish", draft), {"lock": draft.lock})

        assert OffSeason.objects.get().published is None

    def test_who_has_no_account_is_named(self, as_alice, alice):
        off_season = make_draft(make_athlete(name="Nora Noll", coach=alice))

        assertContains(as_alice.get(url("builder", off_season)), "Nora has no account yet")


class TestChangesAfterPublishing:
    @pytest.fixture
    def season(self, draft: OffSeason) -> OffSeason:
        publish_draft(draft)
        return draft

    def test_the_builder_names_what_would_change_before_anything_does(self, season, as_alice):
        redraft(season, {"policy": {"cut": 0.4}})
        page = as_alice.get(url("builder", season))
        assertContains(page, "Beside what Bob Brandt has now")
        assertContains(page, "days change, the first on")
        assertContains(page, "Nothing changes until you publish.")

    def test_it_is_silent_where_nothing_is_out_or_all_of_it_is(self, draft, as_alice):
        assertNotContains(as_alice.get(url("builder", draft)), "Beside what")
        publish_draft(draft)
        assertNotContains(as_alice.get(url("builder", draft)), "Beside what")

    def test_a_moved_race_is_named_day_by_day_and_accepted(self, season, as_alice):
        season.a_race.date += timedelta(weeks=3)
        season.a_race.save()
        as_alice.post(url("newest", season), {"lock": season.lock})
        page = as_alice.get(url("builder", season))
        assertContains(page, "new, ")

        as_alice.post(url("publish", season), self.seen(season))
        assertNotContains(as_alice.get(url("builder", season)), "Beside what")
        assert season.weeks.count() == 15

    def test_a_race_that_is_off_says_what_to_do(self, season, as_alice):
        season.a_race.status = "dns"
        season.a_race.save()
        page = as_alice.get(url("builder", season))
        assertContains(page, "Boston is off.")
        assertContains(page, "Take the plan back below")

    def test_leaving_it_keeps_what_the_athlete_has_and_the_draft_behind_redo(self, season, as_alice):
        redraft(season, {"policy": {"cut": 0.4}})
        newer = season.draft
        assertRedirects(as_alice.post(url("leave", season), {"lock": season.lock}), url("builder", season))
        season.refresh_from_db()
        assert season.draft == season.published

        as_alice.post(url("redo", season), {"lock": season.lock})
        season.refresh_from_db()
        assert season.draft == newer

    def test_a_stale_page_cannot_leave(self, season, as_alice):
        stale = season.lock
        redraft(season, {"policy": {"cut": 0.4}})
        as_alice.post(url("leave", season), {"lock": stale})
        season.refresh_from_db()
        assert season.draft != season.published

    def seen(self, season: OffSeason) -> dict[str, Any]:
        season.refresh_from_db()
        return {"lock": season.lock, "version": drafted(season).number}


class TestAskToPublish:
    def ask(self, client: Any, off_season: OffSeason, **said: Any) -> Any:
        return client.post(
            url("ask_to_publish", off_season), {"version": drafted(off_season).number} | said, follow=True
        )

    def test_the_draft_is_marked_and_the_coach_finds_it_on_the_board(self, draft, as_fay, as_alice):
        assertContains(as_fay.get(url("builder", draft)), "Ask Alice to publish")
        assertContains(self.ask(as_fay, draft), "Alice Arden finds draft 2 on the board.")
        assertContains(as_fay.get(url("builder", draft)), "ready since 4 Nov")
        assertContains(as_alice.get(reverse("desk:board")), "Fay Falk asks you to publish this draft.")
        assertContains(as_alice.get(url("builder", draft)), "Fay Falk asks you to publish it.")

    def test_asking_twice_is_the_same_as_once(self, draft, as_fay):
        for _ in range(2):
            self.ask(as_fay, draft)
        assert drafted(draft).ready_mark is not None
        assert ReadyDraft.objects.count() == 1

    def test_a_later_draft_is_not_ready_by_the_word_for_an_earlier_one(self, draft, as_fay, as_alice):
        self.ask(as_fay, draft)
        redraft(draft, {"policy": {"cut": 0.25}})
        assertContains(as_fay.get(url("builder", draft)), "Ask Alice to publish")
        assertNotContains(as_alice.get(reverse("desk:board")), "asks you to publish")

    def test_an_older_page_asks_for_nothing(self, draft, as_fay):
        assertContains(self.ask(as_fay, draft, version=1), "was changed meanwhile")
        assert not ReadyDraft.objects.exists()

    def test_who_publishes_need_not_ask(self, draft, as_alice):
        assertContains(self.ask(as_alice, draft), "You publish this one yourself")
        assert not ReadyDraft.objects.exists()

    def test_once_published_nobody_waits(self, draft, as_fay, as_alice):
        self.ask(as_fay, draft)
        publish_draft(draft)
        assertNotContains(as_alice.get(reverse("desk:board")), "asks you to publish")
        assertNotContains(as_alice.get(url("builder", draft)), "asks you to publish")
