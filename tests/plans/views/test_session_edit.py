from typing import Any

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import escape
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from plans.edits import find
from plans.models import OffSeason
from tests.factories import NOW, make_athlete
from tests.plans.drafted import drafted, first_key, make_draft, redraft


@pytest.fixture(autouse=True)
def _on_the_fourth_of_november():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def draft(bob) -> OffSeason:
    return make_draft(bob)


def url(name: str, off_season: OffSeason, key: str) -> str:
    return reverse(f"plans:{name}", args=[off_season.pk, key])


def now(off_season: OffSeason, key: str) -> dict[str, Any] | None:
    found = find(drafted(OffSeason.objects.get(pk=off_season.pk)).response, key)
    return found[1] if found else None


def words(off_season: OffSeason, key: str, **changed: Any) -> dict[str, Any]:
    """The form as the page shows it, with what the coach changes."""
    session = now(off_season, key)
    assert session is not None
    shown = {"lock": off_season.lock, "code": session["code"], "day": session["date"]}
    if session["distance_m"]:
        shown["amount"] = round(session["distance_m"] / 1000, 1)
    elif session["duration_s"]:
        shown["amount"] = round(session["duration_s"] / 60)
    return shown | changed


def offered(response: Any) -> dict[str, str]:
    """The workouts by code, out of their groups."""
    choices: dict[str, str] = {}
    for value, said in response.context["form"].fields["code"].choices:
        choices |= dict(said) if isinstance(said, list) else {value: said}
    return choices


def checks(off_season: OffSeason) -> dict[str, Any]:
    response = drafted(OffSeason.objects.get(pk=off_season.pk)).response
    return {check["id"]: check for check in response["checks"]}


def test_the_page_says_what_it_is_and_offers_the_librarys_others(draft, as_alice):
    key = first_key(draft, "fast")

    response = as_alice.get(url("edit_session", draft, key))

    session = now(draft, key)
    assert session is not None
    assertContains(response, session["title"])
    choices = offered(response)
    assert {session["code"], "F06"} <= choices.keys()
    assert not any(code.startswith(("E", "L", "G")) for code in choices)


def test_workouts_that_keep_the_rules_come_first_and_the_others_say_what_they_break(draft, as_alice):
    key = first_key(draft, "fast")
    response = as_alice.get(url("edit_session", draft, key))
    groups = [choice for choice in response.context["form"].fields["code"].choices if isinstance(choice[1], list)]
    assert [name for name, _ in groups] == ["Keep the rules", "Go against one"]
    keeping, breaking = (dict(choices) for _, choices in groups)

    kept = as_alice.post(url("edit_session", draft, key), words(draft, key, code=next(iter(keeping))))
    assert kept.status_code == 302
    draft.refresh_from_db()
    code = next(iter(breaking))
    refused = as_alice.post(url("edit_session", draft, key), words(draft, key, code=code))
    assertContains(refused, "This goes against", status_code=422)
    assert ": " in breaking[code]


def test_the_page_says_what_to_do_on_ice_in_winter(draft, as_alice):
    december, november = first_key(draft, "fast"), first_key(draft, "easy", week=2)
    session = now(draft, december)
    assert session is not None

    assertContains(as_alice.get(url("edit_session", draft, december)), escape(session["alternate"]["text"]))
    assertNotContains(as_alice.get(url("edit_session", draft, november)), "On ice")


def test_a_session_that_is_not_in_the_draft_has_no_page(draft, as_alice):
    assert as_alice.get(url("edit_session", draft, "2027-03-01:long:1")).status_code == 404
    assert as_alice.get(url("edit_session", draft, "nonsense")).status_code == 404


def test_swapping_a_workout(draft, as_alice):
    key = first_key(draft, "fast")

    response = as_alice.post(url("edit_session", draft, key), words(draft, key, code="F06", why="windy", keep="on"))

    assertRedirects(response, f"{draft.get_absolute_url()}#week-of-{key[:10]}", fetch_redirect_response=False)
    session = now(draft, key)
    assert session is not None
    assert (session["code"], session["edited"]) == ("F06", True)
    page = as_alice.get(draft.get_absolute_url())
    assertContains(page, 'class="session-chip dense edited"', count=1)
    assertContains(page, "swapped for Cruise fives")
    assertContains(page, "windy")


def test_another_amount_in_the_athletes_unit(as_alice, alice):
    off_season = make_draft(make_athlete(name="Mia", coach=alice, unit="mi"))
    key = first_key(off_season, "easy")
    before = now(off_season, key)
    assert before is not None
    said = f"{before['distance_m'] / 1609.344 + 1:.1f}"

    as_alice.post(
        url("edit_session", off_season, key), words(off_season, key, amount=said, day=before["date"], keep="on")
    )

    after = now(off_season, key)
    assert after is not None
    assert after["distance_m"] == pytest.approx(float(said) * 1609.344, abs=200)


def test_minutes_of_strength(draft, as_alice):
    key = first_key(draft, "strength")

    as_alice.post(url("edit_session", draft, key), words(draft, key, amount=25, keep="on"))

    session = now(draft, key)
    assert session is not None
    assert session["duration_s"] == 25 * 60


def test_leaving_everything_alone_saves_nothing(draft, as_alice):
    key = first_key(draft, "easy")

    response = as_alice.post(url("edit_session", draft, key), words(draft, key))

    assert response.status_code == 302
    assert OffSeason.objects.get().draft == drafted(draft)


def test_a_breach_is_shown_before_it_is_saved_and_asked_about_once(draft, as_alice):
    key = first_key(draft, "long")
    assert checks(draft)["INV-11"]["ok"]
    shorter = words(draft, key, amount=4)

    asked = as_alice.post(url("edit_session", draft, key), shorter)

    assertContains(asked, "One long run a week", status_code=422)
    assertContains(asked, 'value="4"', status_code=422)
    assert OffSeason.objects.get().draft == drafted(draft)
    kept = as_alice.post(url("edit_session", draft, key), shorter | {"keep": "on"})
    assert kept.status_code == 302
    assert checks(draft)["INV-11"]["overridden_by"] == "coach"
    draft.refresh_from_db()
    again = as_alice.post(url("edit_session", draft, key), words(draft, key, why="easier", amount=4.5))
    assertNotContains(again, "One long run a week", status_code=again.status_code)


def test_a_day_outside_the_week_is_no_choice(draft, as_alice):
    key = first_key(draft, "long")

    response = as_alice.post(url("edit_session", draft, key), words(draft, key, day="2027-03-01"))

    assert response.status_code == 422
    assert OffSeason.objects.get().draft == drafted(draft)


def test_an_amount_that_is_no_number_is_named_and_kept(draft, as_alice):
    key = first_key(draft, "easy")

    response = as_alice.post(url("edit_session", draft, key), words(draft, key, amount="a lot"))

    assertContains(response, "Write a number", status_code=422)
    assertContains(response, 'value="a lot"', status_code=422)


@pytest.mark.parametrize(("amount", "said"), [(0, "take it out of the plan"), (0.5, "choose another workout")])
def test_an_amount_that_cannot_be_is_named(draft, as_alice, amount, said):
    key = first_key(draft, "fast")

    response = as_alice.post(url("edit_session", draft, key), words(draft, key, amount=amount, keep="on"))

    assertContains(response, said, status_code=422)
    assert OffSeason.objects.get().draft == drafted(draft)


def test_taking_a_session_out_is_asked_about_where_a_rule_wants_it(draft, as_alice):
    key = first_key(draft, "long")

    asked = as_alice.post(url("remove_session", draft, key), {"lock": draft.lock})
    assertContains(asked, "One long run a week", status_code=422)
    as_alice.post(url("remove_session", draft, key), {"lock": draft.lock, "keep": "on"})

    assert now(draft, key) is None
    assertContains(as_alice.get(draft.get_absolute_url()), "taken out")


def test_the_way_back(draft, as_alice):
    key = first_key(draft, "fast")
    before = now(draft, key)
    redraft(draft, edits=[{"op": "swap", "key": key, "code": "F06"}])

    as_alice.post(url("revert_session", draft, key), {"lock": draft.lock})

    assert now(draft, key) == before


def test_a_removed_session_comes_back_from_the_list_of_changes(draft, as_alice):
    key = first_key(draft, "easy")
    redraft(draft, edits=[{"op": "remove", "key": key}])
    assertContains(as_alice.get(draft.get_absolute_url()), url("revert_session", draft, key))

    as_alice.post(url("revert_session", draft, key), {"lock": draft.lock})

    assert now(draft, key) is not None


def test_a_stale_page_keeps_what_was_chosen(draft, as_alice):
    key = first_key(draft, "fast")
    mine = words(draft, key, code="F06", keep="on")
    redraft(draft, {"policy": {"cut": 0.25}})

    response = as_alice.post(url("edit_session", draft, key), mine)

    assertContains(response, "Changed meanwhile", status_code=409)
    assertContains(response, '<option value="F06" selected>', status_code=409)
    again = as_alice.post(url("edit_session", draft, key), mine | {"lock": draft.lock})
    session = now(draft, key)
    assert again.status_code == 302
    assert session is not None
    assert session["code"] == "F06"


@pytest.mark.parametrize("name", ["remove_session", "revert_session"])
def test_a_stale_button_does_nothing_and_says_so(draft, as_alice, name):
    key = first_key(draft, "easy")
    redraft(draft, edits=[{"op": "swap", "key": key, "code": "E03"}])

    response = as_alice.post(url(name, draft, key), {"lock": draft.lock - 1, "keep": "on"}, follow=True)

    assertContains(response, "changed meanwhile")
    assert OffSeason.objects.get().draft == drafted(draft)


def test_an_edit_is_kept_when_the_plan_is_recomputed_and_waits_where_it_has_no_place(draft, as_alice):
    key = first_key(draft, "fast", week=10)
    redraft(draft, edits=[{"op": "swap", "key": key, "code": "F06"}])

    redraft(draft, {"spring_plan": {"weeks": 16}})

    assertContains(as_alice.get(draft.get_absolute_url()), "the change waits in case it comes back")
    redraft(draft, {"spring_plan": {"weeks": 12}})
    session = now(draft, key)
    assert session is not None
    assert session["code"] == "F06"
