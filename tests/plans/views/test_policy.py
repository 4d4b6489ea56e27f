"""The policy page: every rule, whom a change would touch, and nothing saved before it was looked at."""

import json
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from django.utils.html import escape
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from plans.engine.policy.override import rules, settings_of
from plans.models import OffSeason
from plans.pages.policy import EVERYTHING, policy_page
from plans.words.policy import DIALS, SECTIONS
from plans.words.rule_titles import TITLES
from tests.factories import NOW, make_athlete
from tests.plans.actions.test_policy import set_rules
from tests.plans.drafted import drafted, make_draft
from tests.plans.views.building import newest


@pytest.fixture(autouse=True)
def _on_the_fourth_of_november():
    with time_machine.travel(NOW, tick=False):
        yield


def url(name: str = "policy", *args: Any) -> str:
    return reverse(f"plans:{name}", args=args)


def typed(seen: int = 0, **rules_typed: str) -> dict[str, Any]:
    return {"seen": seen} | {name.replace("__", "."): text for name, text in rules_typed.items()}


def carried(changes: dict[str, Any], seen: int = 0) -> dict[str, Any]:
    return {"changes": json.dumps(changes), "seen": seen}


def test_every_rule_has_a_plain_name_and_a_section():
    names = {rule.name for rule in rules()}

    assert TITLES.keys() == names
    assert {name.partition(".")[0] for name in names} == SECTIONS.keys()


def test_every_figure_stands_on_the_page_once():
    page = policy_page({}, {}, present={}, search=EVERYTHING)
    rows = [*page.dials, *(row for section in page.sections for row in section.rows)]

    shown = [box.name for row in rows for box in row.boxes]
    assert sorted(shown) == sorted(setting.name for rule in rules() for setting in settings_of(rule))
    assert {name for dial in DIALS for name, _ in dial.settings} <= set(shown)


def test_the_page_says_what_is_usual_and_what_is_mine(as_alice, alice):
    set_rules(alice, cut__start=0.25)

    response = as_alice.get(url())

    assertContains(response, 'name="cut.start" value="25" placeholder="30"')
    assertContains(response, "You set 1 of them yourself")
    assertContains(response, "read in its source: Daniels")


@pytest.mark.parametrize(
    ("asked", "found"), [({"mine": "on"}, {"The cut"}), ({"q": "friel lthr_cap"}, {"The same by"})]
)
def test_rules_are_found_without_javascript(as_alice, alice, asked, found):
    set_rules(alice, cut__start=0.25)

    page = as_alice.get(url(), asked).context["page"]

    rows = [*page.dials, *(row for section in page.sections for row in section.rows)]
    assert {row.title[:11].strip() for row in rows if not row.is_hidden} == {title[:11].strip() for title in found}
    assert all(section.is_open != section.is_hidden for section in page.sections)


def test_a_change_is_shown_with_whom_it_touches_and_saved_by_the_second_button(as_alice, alice, bob):
    off_season = make_draft(bob)

    shown = as_alice.post(url("policy_preview"), typed(cut__start="25 %"))

    assertContains(shown, "1 of 1 plans would differ")
    assertContains(shown, "Bob Brandt")
    assertContains(shown, "60 → 43.5 km (−27.5%)")
    assert not alice.policies.exists()
    form = shown.context["form"].initial

    saved = as_alice.post(url("policy_save"), form, follow=True)

    assertContains(saved, "Saved as version 1")
    assertContains(saved, url("policy_undo", 1))
    assert alice.policies.in_force().changes == {"cut.start": 0.25}
    assert newest(off_season) == drafted(off_season), "no plan changes by itself"


def test_what_is_wrong_is_said_beside_its_field_and_nothing_else_is_lost(as_alice, alice):
    wrong = typed(cut__start="much", cut__high="35", dose__settled="70, 80", gym__sessions="1.5", gym__walk_min="9999")

    response = as_alice.post(url("policy_preview"), wrong)

    assert response.status_code == 422
    for error in (
        "Write a number, such as 30.",
        "Write 3 numbers, such as 72, 80, 90.",
        "A whole number is needed, such as 2.",
        "At most 300, 10 times the usual.",
    ):
        assertContains(response, error, count=2, status_code=422)
    assertContains(response, 'value="35"', status_code=422)
    assertContains(response, 'value="much"', status_code=422)
    assert not alice.policies.exists()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"cut__low": "45"}, "The smallest cut has to be smaller"),
        ({"cut__high": "45"}, "A cut this large keeps 55%"),
        ({"cut__start": "-5"}, "Not below zero."),
        ({"cut__start": "1e400"}, "At most"),
        ({"cut__start": "nan"}, "A number is needed"),
        ({"cut__start": "0x10"}, "Write a number"),
        ({"cut__start": "3" * 200}, "at most 120 characters"),
    ],
)
def test_what_cannot_be_is_refused(as_alice, alice, asked, said):
    assertContains(as_alice.post(url("policy_preview"), typed(**asked)), said, status_code=422)


def test_a_comma_is_a_point_and_a_row_is_read_with_or_without_commas(as_alice):
    for text in ("70, 80, 90", "70 80 90", "70% 80% 90%", "70,0 80,0 90,0"):
        shown = as_alice.post(url("policy_preview"), typed(dose__settled=text))
        assert json.loads(shown.context["form"].initial["changes"]) == {"dose.settled": [0.7, 0.8, 0.9]}


def test_a_field_that_was_not_sent_stays_and_an_empty_one_is_as_usual(as_alice, alice):
    set_rules(alice, cut__start=0.25, gym__sessions=1)

    shown = as_alice.post(url("policy_preview"), typed(seen=1, gym__sessions=""))

    assert json.loads(shown.context["form"].initial["changes"]) == {"cut.start": 0.25}


def test_one_rule_or_all_go_back_to_usual_by_way_of_the_preview(as_alice, alice):
    set_rules(alice, cut__start=0.25, gym__sessions=1)

    one = as_alice.post(url("policy_reset", "cut.start"), typed(seen=1, cut__start="25", gym__sessions="3"))
    every = as_alice.post(url("policy_reset_all"))

    assert json.loads(one.context["form"].initial["changes"]) == {"gym.sessions": 3}
    assert json.loads(every.context["form"].initial["changes"]) == {}
    assert alice.policies.count() == 1


def test_an_earlier_version_comes_back_as_a_new_one(as_alice, alice):
    set_rules(alice, cut__start=0.25)
    set_rules(alice, cut__start=0.28)
    assertContains(as_alice.get(url()), "Go back to this one", count=1)

    shown = as_alice.post(url("policy_back_to", 1))
    as_alice.post(url("policy_save"), shown.context["form"].initial)

    assert alice.policies.in_force().number == 3
    assert alice.policies.in_force().changes == {"cut.start": 0.25}


def test_undo_takes_the_newest_back_once(as_alice, alice):
    set_rules(alice, cut__start=0.25)

    assertRedirects(as_alice.post(url("policy_undo", 1)), url())
    as_alice.post(url("policy_undo", 1))

    assert [version.changes for version in alice.policies.newest_first()] == [{}, {"cut.start": 0.25}]


@pytest.mark.parametrize("name", ["policy_preview", "policy_save"])
def test_the_second_of_two_tabs_sees_both_figures_and_keeps_its_own_on_top(as_alice, alice, name):
    set_rules(alice, cut__start=0.25)
    sent = typed(seen=0, cut__start="28") if name == "policy_preview" else carried({"cut.start": 0.28})
    set_rules(alice, cut__start=0.25, gym__sessions=1)

    response = as_alice.post(url(name), sent)

    assert response.status_code == 409
    row = next(one for one in response.context["rows"] if "starts from" in one.title)
    assert (row.before, row.after) == ("25%", "28%")
    assert json.loads(response.context["form"].initial["changes"]) == {"cut.start": 0.28, "gym.sessions": 1}
    assert alice.policies.in_force().number == 2
    again = as_alice.post(url("policy_again"), response.context["form"].initial)
    assertContains(again, "Save these rules")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ('{"cut.strat": 1}', "cut.strat: no rule 'strat'; there is start"),
        ('{"cut.start": "much"}', "cut.start: a number is needed"),
        ('{"cut.start": 1e300}', "cut.start: at most 10, ten times the usual"),
        ('{"cut.start": NaN}', "cut.start: a number is needed"),
        ('{"cut.start": 1' + "0" * 400 + "}", "cut.start: at most 10, ten times the usual"),
        ('{"\\ud800": 1}', "These are no rules."),
        ('["cut.start"]', "These are no rules."),
        ("{" * 5000, "These are no rules."),
        ("x" * 30_000, "at most 20000 characters"),
    ],
)
@pytest.mark.parametrize("name", ["policy_save", "policy_again"])
def test_hostile_changes_are_refused_with_the_rules_name(as_alice, alice, name, changes, said):
    response = as_alice.post(url(name), {"changes": changes, "seen": 0})

    assertContains(response, escape(said), status_code=422)
    assert not alice.policies.exists()


def test_rules_without_a_plan_are_shown_before_they_are_saved(as_alice, bob):
    make_draft(bob)

    shown = as_alice.post(url("policy_preview"), typed(rounding__run_m__km="0"))

    assertContains(shown, "no plan at all")


def test_another_coachs_versions_are_not_there(as_dana, alice, bob):
    make_draft(bob)
    set_rules(alice, cut__start=0.25)

    assert as_dana.post(url("policy_back_to", 1)).status_code == 404
    assert as_dana.post(url("policy_save"), carried({"cut.start": 0.34})).status_code == 302
    assertNotContains(as_dana.post(url("policy_preview"), typed(seen=1, cut__start="36")), "Bob")
    assert alice.policies.in_force().changes == {"cut.start": 0.25}


def test_an_athlete_has_no_policy_page(as_bob):
    assert as_bob.get(url()).status_code == 404


def test_the_builder_offers_the_rules_of_today_and_undo_takes_them_back(as_alice, alice, bob):
    off_season = make_draft(bob)
    before = drafted(off_season)
    set_rules(alice, cut__start=0.25)
    assertContains(as_alice.get(off_season.get_absolute_url()), "Plan again with your rules of today")

    as_alice.post(url("rules_of_today", off_season.pk), {"lock": off_season.lock})

    page = as_alice.get(off_season.get_absolute_url())
    assertNotContains(page, "Plan again with your rules of today")
    assert newest(off_season).request["coach_rules"]["changes"] == {"cut.start": 0.25}
    as_alice.post(url("undo", off_season.pk), {"lock": OffSeason.objects.get(pk=off_season.pk).lock})
    assert newest(off_season) == before


def test_a_stale_builder_page_plans_nothing_again(as_alice, alice, bob):
    off_season = make_draft(bob)
    set_rules(alice, cut__start=0.25)

    as_alice.post(url("rules_of_today", off_season.pk), {"lock": off_season.lock - 1})

    assert newest(off_season) == drafted(off_season)


def test_the_slider_has_the_ends_of_the_plans_own_band(as_alice, alice, bob):
    set_rules(alice, cut__low=0.15, cut__high=0.35)

    page = as_alice.get(make_draft(bob).get_absolute_url())

    assertContains(page, 'min="15" max="35"')
    assertContains(page, "Asked outside 15–35%")


@pytest.mark.parametrize("versions", [1, 3])
def test_page_query_count(as_alice, alice, versions, django_assert_num_queries):
    for number in range(versions):
        set_rules(alice, cut__start=0.21 + 0.01 * number)

    with django_assert_num_queries(6):  # session, user, coach, rules in force, versions
        as_alice.get(url())


@pytest.mark.parametrize("plans", [1, 3])
def test_touch_query_count(as_alice, alice, plans, django_assert_num_queries):
    for number in range(plans):
        make_draft(make_athlete(name=f"Runner {number}", coach=alice))

    with django_assert_num_queries(8):  # … and again before the answer, off-seasons, health answers
        as_alice.post(url("policy_preview"), typed(cut__start="25"))
