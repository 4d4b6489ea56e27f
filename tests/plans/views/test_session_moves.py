"""Sessions on other days: moved, copied, a week shifted; what breaks a rule is asked about once."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from plans.actions.draft import as_saved
from plans.edits import find
from plans.models import OffSeason
from tests.factories import NOW
from tests.plans.drafted import drafted, first_key, make_draft, publish_draft, redraft
from tests.plans.views.building import HTMX, url


@pytest.fixture(autouse=True)
def _on_the_fourth_of_november():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def draft(bob) -> OffSeason:
    return make_draft(bob)


def lock_of(draft: OffSeason) -> int:
    return OffSeason.objects.get(pk=draft.pk).lock


def session(draft: OffSeason, key: str) -> dict[str, Any]:
    found = find(newest(draft).response, key)
    assert found is not None
    return found[1]


def newest(draft: OffSeason) -> Any:
    return drafted(OffSeason.objects.get(pk=draft.pk))


def week(draft: OffSeason, start: str) -> dict[str, Any]:
    return next(week for week in newest(draft).response["weeks"] if week["start"] == start)


def after(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def free_day(draft: OffSeason, key: str) -> str:
    """A day of the session's week on which nothing is run: strength or mobility may go there without harm."""
    found = find(newest(draft).response, key)
    assert found is not None
    days = {one["date"] for one in found[0]["sessions"] if one["ingredient"] == "rest"}
    return str(min(days))


class TestMove:
    def test_a_move_that_keeps_the_rules_is_saved_at_once(self, draft, as_alice):
        key = first_key(draft, "mobility")
        day = free_day(draft, key)
        answer = as_alice.post(url("move_session", draft, key), {"date": day, "lock": draft.lock})

        assertRedirects(answer, f"{url('builder', draft)}#week-of-2026-12-07", fetch_redirect_response=False)
        assert session(draft, key)["date"] == day
        assert session(draft, key)["edited"]

    def test_a_breach_is_shown_and_asked_about_once(self, draft, as_alice):
        key = first_key(draft, "long")
        body = {"date": session(draft, first_key(draft, "fast"))["date"], "lock": draft.lock}

        assertContains(as_alice.post(url("move_session", draft, key), body), "This goes against", status_code=422)
        assert not session(draft, key)["edited"]

        as_alice.post(url("move_session", draft, key), body | {"keep": "on"})
        assert session(draft, key)["date"] == body["date"]
        assert any(check["overridden_by"] == "coach" for check in newest(draft).response["checks"])

    def test_htmx_gets_the_question_as_a_dialog_and_then_the_plan(self, draft, as_alice):
        key = first_key(draft, "long")
        body = {"date": session(draft, first_key(draft, "fast"))["date"], "lock": draft.lock}

        asked = as_alice.post(url("move_session", draft, key), body, headers=HTMX)
        assert asked["HX-Retarget"] == "#ask"
        assertContains(asked, "<dialog")
        answer = as_alice.post(url("move_session", draft, key), body | {"keep": "on"}, headers=HTMX)
        assertContains(answer, 'class="week-grid"')

    def test_back_on_its_own_day_it_is_as_the_rules_had_it(self, draft, as_alice):
        key = first_key(draft, "mobility")
        home = session(draft, key)["date"]
        as_alice.post(url("move_session", draft, key), {"date": free_day(draft, key), "lock": draft.lock})
        as_alice.post(url("move_session", draft, key), {"date": home, "lock": draft.lock + 1})

        assert newest(draft).edits == []
        assert not session(draft, key)["edited"]

    @pytest.mark.parametrize("day", ["", "tomorrow", "2026-02-30", "2027-06-01"])
    def test_a_day_that_is_none_or_of_another_week_is_refused_in_words(self, draft, as_alice, day):
        key = first_key(draft, "mobility")
        answer = as_alice.post(url("move_session", draft, key), {"date": day, "lock": draft.lock}, follow=True)

        assertContains(
            answer, {"": "Which day?", "2027-06-01": "a session stays in its week"}.get(day, "in the calendar")
        )
        assert newest(draft).edits == []

    def test_a_stale_page_changes_nothing(self, draft, as_alice):
        key, stale = first_key(draft, "mobility"), draft.lock
        redraft(draft, {"policy": {"cut": 0.3}})
        body = {"date": free_day(draft, key), "lock": stale}
        assertContains(as_alice.post(url("move_session", draft, key), body, follow=True), "changed meanwhile")
        assert newest(draft).edits == []

    def test_a_double_click_moves_once(self, draft, as_alice):
        key = first_key(draft, "mobility")
        body = {"date": free_day(draft, key), "lock": draft.lock}
        for _ in range(2):
            as_alice.post(url("move_session", draft, key), body)
        assert len(newest(draft).edits) == 1

    def test_another_coach_moves_nothing(self, draft, as_dana):
        key = first_key(draft, "mobility")
        body = {"date": free_day(draft, key), "lock": draft.lock, "keep": "on"}
        for name in ("move_session", "copy_session"):
            assert as_dana.post(url(name, draft, key), body).status_code == 404
        assert newest(draft).edits == []


class TestCopy:
    def test_the_same_once_more_in_another_week(self, draft, as_alice):
        key = first_key(draft, "mobility")
        as_alice.post(url("copy_session", draft, key), {"date": "2026-12-14", "lock": draft.lock, "keep": "on"})

        copy = session(draft, "2026-12-14:mobility:c1")
        assert (copy["date"], copy["code"], copy["edited"]) == ("2026-12-14", session(draft, key)["code"], True)

    def test_it_stays_when_the_plan_is_recomputed_and_can_be_taken_back(self, draft, as_alice):
        key = first_key(draft, "mobility")
        as_alice.post(url("copy_session", draft, key), {"date": "2026-12-14", "lock": draft.lock, "keep": "on"})
        draft.refresh_from_db()
        redraft(draft, {"policy": {"cut": 0.35}})
        assert session(draft, "2026-12-14:mobility:c1")["date"] == "2026-12-14"

        as_alice.post(url("revert_session", draft, "2026-12-14:mobility:c1"), {"lock": draft.lock})
        assert newest(draft).edits == []

    def test_two_copies_are_two_sessions(self, draft, as_alice):
        key = first_key(draft, "mobility")
        for n in range(2):
            body = {"date": "2026-12-14", "lock": draft.lock + n, "keep": "on"}
            as_alice.post(url("copy_session", draft, key), body)
        assert session(draft, "2026-12-14:mobility:c2")["date"] == "2026-12-14"

    def test_a_copy_of_a_copy_outlives_it(self, draft, as_alice):
        first, second = "2026-12-14:mobility:c1", "2026-12-21:mobility:c1"
        self.copy(as_alice, draft, first_key(draft, "mobility"), "2026-12-14")
        self.copy(as_alice, draft, first, "2026-12-21")

        as_alice.post(url("remove_session", draft, first), {"lock": lock_of(draft), "keep": "on"})
        assert find(newest(draft).response, first) is None
        assert session(draft, second)["date"] == "2026-12-21"

        as_alice.post(url("revert_session", draft, first), {"lock": lock_of(draft)})
        assert session(draft, first)["date"] == "2026-12-14"

    def test_a_copy_that_is_taken_out_leaves_no_edit(self, draft, as_alice):
        self.copy(as_alice, draft, first_key(draft, "mobility"), "2026-12-14")
        as_alice.post(url("remove_session", draft, "2026-12-14:mobility:c1"), {"lock": lock_of(draft), "keep": "on"})

        assert newest(draft).edits == []

    @pytest.mark.parametrize("then", [{"op": "swap", "code": "F01"}, {"op": "remove"}])
    def test_a_copy_stays_what_it_was_when_its_source_changes(self, draft, as_alice, then):
        key = first_key(draft, "fast")
        redraft(draft, edits=[{"op": "swap", "key": key, "code": "W02"}])
        self.copy(as_alice, draft, key, "2026-12-21")
        copy = newest(draft).edits[-1]["key"]

        if then["op"] == "remove":
            as_alice.post(url("remove_session", draft, key), {"lock": lock_of(draft), "keep": "on"})
        else:
            shown = as_alice.get(url("edit_session", draft, key)).context["form"]
            said = {name: shown[name].value() for name in ("code", "day", "amount")} | {"code": then["code"]}
            as_alice.post(url("edit_session", draft, key), said | {"lock": lock_of(draft), "keep": "on"})
            assert session(draft, key)["code"] == then["code"]

        assert session(draft, copy)["code"] == "W02"
        assert as_saved(draft, newest(draft), at=NOW).orphans == ()

    def test_a_new_copy_is_another_than_the_one_taken_out(self, draft, as_alice):
        self.copy(as_alice, draft, first_key(draft, "mobility"), "2026-12-14")
        self.copy(as_alice, draft, "2026-12-14:mobility:c1", "2026-12-21")
        as_alice.post(url("remove_session", draft, "2026-12-14:mobility:c1"), {"lock": lock_of(draft), "keep": "on"})
        self.copy(as_alice, draft, first_key(draft, "mobility"), "2026-12-15")

        assert session(draft, "2026-12-14:mobility:c2")["date"] == "2026-12-15"

    @staticmethod
    def copy(client: Any, draft: OffSeason, key: str, day: str) -> None:
        client.post(url("copy_session", draft, key), {"date": day, "lock": lock_of(draft), "keep": "on"})

    def test_a_copy_can_be_moved_and_the_published_row_follows(self, draft, as_alice):
        key = first_key(draft, "mobility")
        as_alice.post(url("copy_session", draft, key), {"date": "2026-12-14", "lock": draft.lock, "keep": "on"})
        copy = url("move_session", draft, "2026-12-14:mobility:c1")
        as_alice.post(copy, {"date": "2026-12-18", "lock": draft.lock + 1, "keep": "on"})
        draft.refresh_from_db()
        publish_draft(draft)
        assert draft.sessions.get(key="2026-12-14:mobility:c1").date == date(2026, 12, 18)

    def test_a_day_outside_of_the_plan_is_refused(self, draft, as_alice):
        body = {"date": "2027-06-01", "lock": draft.lock}
        answer = as_alice.post(url("copy_session", draft, first_key(draft, "easy")), body, follow=True)
        assertContains(answer, "in none of these weeks")


class TestShift:
    def test_a_whole_week_goes_a_day_on_and_the_last_day_begins_at_the_first(self, draft, as_alice):
        before = {
            one["key"]: one["date"] for one in week(draft, "2026-12-07")["sessions"] if one["ingredient"] != "rest"
        }
        shift = reverse("plans:shift_week", args=[draft.pk, "2026-12-07"])
        as_alice.post(shift, {"days": "1", "lock": draft.lock, "keep": "on"})

        for key, day in before.items():
            wanted = "2026-12-07" if day == "2026-12-13" else after(day, 1)
            assert session(draft, key)["date"] == wanted

    def test_and_back_again_is_as_it_was(self, draft, as_alice):
        shift = reverse("plans:shift_week", args=[draft.pk, "2026-12-07"])
        before = sorted((one["date"], one["title"]) for one in week(draft, "2026-12-07")["sessions"])
        for n, days in enumerate(("1", "-1")):
            as_alice.post(shift, {"days": days, "lock": draft.lock + n, "keep": "on"})
        assert sorted((one["date"], one["title"]) for one in week(draft, "2026-12-07")["sessions"]) == before

    def test_days_that_are_over_keep_theirs(self, draft, as_alice):
        """It is Wednesday of the first week."""
        start = newest(draft).response["weeks"][0]["start"]
        before = [one for one in week(draft, start)["sessions"] if one["date"] < "2026-11-04"]
        shift = reverse("plans:shift_week", args=[draft.pk, start])
        as_alice.post(shift, {"days": "1", "lock": draft.lock, "keep": "on"})
        after_it = [one for one in week(draft, start)["sessions"] if one["date"] < "2026-11-04"]
        assert after_it == before

    def test_a_week_that_is_not_there(self, draft, as_alice):
        assert (
            as_alice.post(reverse("plans:shift_week", args=[draft.pk, "2027-08-02"]), {"days": "1"}).status_code == 404
        )
