"""The calculators: what an address answers, what a slip is told, and that nothing is kept."""

from html import unescape
from re import findall, sub

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from plans.words.tools import TOOLS

pytestmark = pytest.mark.django_db

RACE = {"distance": "10000", "time": "41:21"}
ADDRESSES = [reverse(tool.url) for tool in TOOLS]


def answer(client, name, **query):
    """The answer as text, a space wherever a tag stood."""
    response = client.get(reverse(f"plans:{name}"), query)
    assert response.status_code == 200
    (section,) = findall(r'(?s)<section class="answer".*?</section>', response.content.decode())
    return " ".join(sub(r"<[^>]+>", " ", unescape(section)).split())


def test_a_vdot_of_50_gives_the_times_of_the_table(client):
    said = answer(client, "equivalent_times", **RACE, to="42195")

    assert said.startswith("Marathon, as good as 10 km in 41:21 3:10:46 4:31 /km all the way, from a VDOT of 50.0.")
    assert "5 km 19:57 3:59 /km" in said
    assert "10 km yours 41:21 4:08 /km" in said
    assert "Half-marathon 1:31:34 4:20 /km" in said
    assert "Daniels and Gilbert" in said


def test_riegel_is_an_optimists_bound_and_only_past_the_half_marathon(client):
    assert "By Riegel’s rule 3:10:13. Past the half-marathon" in answer(client, "equivalent_times", **RACE, to="42195")
    assert "Riegel" not in answer(client, "equivalent_times", **RACE, to="21097.5")
    assert "Riegel" not in answer(client, "equivalent_times", distance="42195", time="3:10:46", to="42195")


def test_another_distance_has_a_unit_of_its_own(client):
    typed = {"distance": "other", "distance_other": "6,2", "distance_unit": "mi", "time": "41:21"}

    assert "as good as 6.2 mi in 41:21" in answer(client, "equivalent_times", **typed, to="5000")


def test_a_race_of_five_hours_is_beyond_the_formula(client):
    said = answer(client, "equivalent_times", distance="42195", time="5:10:00", to="10000")

    assert "The formula was made for races of 3.5 minutes to 4 hours." in said
    assert "A VDOT outside 25-85" not in said


@pytest.mark.parametrize(
    ("unit", "easy", "threshold"), [("km", "4:57 – 5:34 /km", "4:15 /km"), ("mi", "7:58 – 8:58 /mi", "6:50 /mi")]
)
def test_paces_come_in_the_unit_that_was_chosen(client, unit, easy, threshold):
    said = answer(client, "paces", **RACE, unit=unit)

    assert said.startswith(f"An easy run {easy} From a VDOT of 50.0")
    assert f"Threshold comfortably hard, what you could race for an hour {threshold}" in said


def test_there_is_no_marathon_pace_for_a_slow_runner(client):
    said = answer(client, "paces", distance="10000", time="1:05:00")

    assert "Marathon steady stretches, for who trains for one by effort" in said
    assert "Below a VDOT of 35" in said


def test_the_easy_ceiling_lies_between_65_and_78_percent_of_the_highest(client):
    said = answer(client, "heart_rate", highest="186")

    assert said.startswith("The ceiling of an easy run 145 bpm")
    assert "between 121 and 145 bpm, 65 – 78% of your highest" in said
    assert "estimate" not in said


def test_zones_come_from_the_threshold_and_no_beat_is_in_two(client):
    said = answer(client, "heart_rate", threshold="170")

    assert said.startswith("Zone 2, easy endurance 145 – 152 bpm")
    assert "Zone 1 recovery under 145 under 85%" in said
    assert "Zone 4 below the threshold 162 – 169 95 – 99%" in said
    assert "Zone 5a at the threshold and above 170 – 175 100 – 102%" in said
    assert "Zone 5c anaerobic from 181 from 106%" in said


def test_ceiling_and_zones_together_say_which_goes_first(client):
    assert "a plan here goes by the ceiling" in answer(client, "heart_rate", highest="186", threshold="170")


def test_an_age_gives_an_estimate_and_says_so(client):
    said = answer(client, "heart_rate", age="40")

    assert said.startswith("Your highest heart rate, as an estimate ≈ 180 bpm")
    assert "below about 140 bpm" in said
    assert "Tanaka 2001" in said
    assert "7 to 11 beats" in said
    assert "Measure" in said


def test_a_resting_heart_rate_adds_the_reserve(client):
    said = answer(client, "heart_rate", highest="185", resting="50")

    assert "60% 131 bpm" in said
    assert "Shares of your reserve" not in answer(client, "heart_rate", threshold="170", resting="50")


def test_an_age_grade_names_its_class_its_edition_and_the_standard(client):
    said = answer(client, "age_grade", **RACE, tables="M", age="54")

    assert said.startswith("Age grade of 10 km in 41:21 74.3% Regional class.")
    assert "100% at 54 the best to be expected at this age 30:45" in said
    assert "2025 road tables" in said


@pytest.mark.parametrize(
    ("planned", "longest", "unit", "says"),
    [
        ("20", "16", "km", "+25% Beyond the 17.6 km at which a plan here stops."),
        ("17.6", "16", "km", "+10% Within the 17.6 km at which a plan here stops."),
        ("10", "8.5", "mi", "+17.6% Beyond the 9.3 mi at which a plan here stops."),
        ("12", "16", "km", "−25% Within the 17.6 km"),
        ("16", "16", "km", "As long as your longest of 30 days 0% Within"),
        ("5", "0", "km", "begin with 1 km There is no longest run"),
    ],
)
def test_a_run_is_held_against_the_longest_of_30_days(client, planned, longest, unit, says):
    assert says in answer(client, "single_run", planned=planned, longest=longest, unit=unit)


def test_the_study_and_the_step_of_this_run_stand_beside_it(client):
    said = answer(client, "single_run", planned="20", longest="16", unit="km")

    assert "10 – 30% longer yours, 95% interval 1.31 – 2.05 1.64 ×" in said
    assert "Frandsen and co-workers 2025" in said


def test_the_days_after_a_marathon_have_dates_once_the_race_has(client):
    said = answer(client, "recovery", distance="42195", race_day="2026-11-01")

    assert said.startswith(
        "First run after the marathon, at the earliest day 4 The race is day 0. Then 3 – 7 whole days"
    )
    assert "First easy run short and slow 4 – 8 Thu 5 Nov" in said
    assert "First fast workout a light one 24 Wed 25 Nov" in said
    assert "First fast workout a light one 24 Our" not in answer(client, "recovery", distance="42195")


@pytest.mark.parametrize("more", [{"age": "61"}, {"level": "beginner"}, {"climb_m": "1500"}])
def test_some_runners_wait_longer(client, more):
    assert "First fast workout a light one 24" not in answer(client, "recovery", distance="42195", **more)


@pytest.mark.parametrize(
    ("name", "typed", "says"),
    [
        ("equivalent_times", {"time": ""}, "Say the time, such as 41:21."),
        ("equivalent_times", {"time": "quick"}, "Write the time as hours:minutes:seconds"),
        ("equivalent_times", {"time": "3:45", "distance": "42195"}, "That would be 0:05 /km."),
        ("equivalent_times", {"time": "3:45:00", "distance": "5000"}, "That would be 45:00 /km."),
        ("equivalent_times", RACE | {"to": "other"}, "Say how far, such as 12."),
        ("equivalent_times", RACE | {"to": "other", "to_other": "far"}, "Write a number, such as"),
        ("equivalent_times", RACE | {"to": "other", "to_other": "9e9"}, "more than anybody runs"),
        ("equivalent_times", RACE | {"to": "furlong"}, "Select a valid choice"),
        ("paces", {"distance": "other", "time": "41:21"}, "Say how far, such as 12."),
        ("paces", RACE | {"distance": "other", "distance_other": "1e-320"}, "Say how far, such as 12."),
        ("paces", RACE | {"unit": "furlong"}, "Select a valid choice"),
        ("paces", RACE | {"time": "41:21\0"}, "Write the time as hours:minutes:seconds"),
        ("heart_rate", {"highest": ""}, "Give your highest or your threshold"),
        ("heart_rate", {"resting": "50"}, "Give your highest or your threshold"),
        ("heart_rate", {"highest": "many"}, "Write a whole number, such as 186."),
        ("heart_rate", {"highest": "300"}, "It lies between 100 and 230."),
        ("heart_rate", {"highest": "110", "resting": "115"}, "It must be below the maximum."),
        ("heart_rate", {"highest": "170", "threshold": "175"}, "The threshold lies below the highest"),
        ("heart_rate", {"age": "9" * 5000}, "Write a whole number"),
        ("age_grade", RACE | {"age": "54"}, "Choose one: the standards differ."),
        ("age_grade", RACE | {"tables": "M", "age": "3"}, "It lies between 5 and 100."),
        (
            "age_grade",
            {"tables": "F", "age": "40", "time": "3:00", "distance": "other", "distance_other": "1"},
            "The tables go from a mile to 200 km.",
        ),
        ("single_run", {"planned": "20", "longest": ""}, "Say how far, such as 16."),
        ("single_run", {"planned": "20", "longest": "1e-320"}, "Write 0, or how far, such as 16."),
        ("single_run", {"planned": "-1", "longest": "16"}, "A distance is zero or more."),
        ("single_run", {"planned": "200", "longest": "16"}, "more than anybody runs"),
        ("recovery", {"distance": "42195", "race_day": "9999-12-31"}, "Look at the year."),
        ("recovery", {"distance": "42195", "race_day": "yesterday"}, "Enter a valid date."),
        ("recovery", {"distance": "42195", "level": "elite"}, "Select a valid choice"),
    ],
)
def test_a_slip_is_said_at_its_field_and_what_was_typed_stays(client, name, typed, says):
    response = client.get(reverse(f"plans:{name}"), typed)

    assertContains(response, says, count=1, status_code=422)
    assertContains(response, "Almost: look at the marked field", status_code=422)
    assertContains(response, 'aria-invalid="true"', status_code=422)
    assertNotContains(response, 'class="answer"', status_code=422)


def test_what_was_typed_stays(client):
    response = client.get(reverse("plans:paces"), {"time": "quick", "distance": "21097.5", "unit": "mi"})

    assertContains(response, 'value="quick"', status_code=422)
    assertContains(response, '<option value="21097.5" selected>', status_code=422)
    assertContains(response, '<input type="radio" name="unit" value="mi" class="choice"', status_code=422)


def test_a_distance_that_another_choice_has_hidden_is_no_slip(client):
    assert "10 km in 41:21" in answer(client, "paces", **RACE, distance_other="far")


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("query", [{}, {"unit": "mi"}, {"utm_source": "club"}])
def test_before_anything_is_asked_there_is_an_example_and_no_error(client, address, query):
    response = client.get(address, query)

    assertContains(response, 'placeholder="' if "recovery" not in address else "not said")
    assertContains(response, "For example <a")
    assertNotContains(response, 'class="errorlist')
    assertNotContains(response, 'class="answer"')


@pytest.mark.parametrize("tool", TOOLS, ids=lambda tool: tool.title)
def test_every_example_has_an_answer(client, tool):
    response = client.get(f"{reverse(tool.url)}?{tool.query}")

    assertContains(response, 'class="answer"')
    assertContains(client.get(reverse("plans:tools")), f"{reverse(tool.url)}?{tool.query.replace('&', '&amp;')}")


def test_the_same_race_leads_to_its_paces_and_back(client):
    question = "?distance=10000&amp;time=41%3A21&amp;unit=mi"

    assertContains(client.get(reverse("plans:equivalent_times"), RACE | {"unit": "mi"}), f"/tools/paces/{question}")
    assertContains(client.get(reverse("plans:paces"), RACE | {"unit": "mi"}), f"/tools/equivalent-times/{question}")


def test_who_is_signed_in_reads_their_own_unit(as_bob, bob):
    bob.user.unit = "mi"
    bob.user.save()

    assert "/mi" in answer(as_bob, "paces", **RACE)
    assert "/km" in answer(as_bob, "paces", **RACE, unit="km")


def test_who_plans_in_minutes_reads_kilometres(as_bob, bob):
    bob.user.unit = "min"
    bob.user.save()

    assert "/km" in answer(as_bob, "paces", **RACE)


def test_htmx_gets_question_and_answer_alone(client):
    response = client.get(reverse("plans:paces"), RACE, headers={"HX-Request": "true"})

    assertContains(response, 'id="tool"')
    assertNotContains(response, "<html")


def test_what_is_typed_is_shown_as_text(client):
    response = client.get(reverse("plans:paces"), {"time": "<script>alert(1)</script>"})

    assertNotContains(response, "<script>alert", status_code=422)


@pytest.mark.parametrize("address", [*ADDRESSES, reverse("plans:tools")])
def test_a_visitor_costs_no_query_and_leaves_nothing(client, address, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get(address)

    assert not response.cookies


def test_a_reader_who_is_signed_in_costs_a_few_queries(as_bob, django_assert_num_queries):
    with django_assert_num_queries(3):
        as_bob.get(reverse("plans:paces"), RACE)
