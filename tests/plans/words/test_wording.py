from datetime import date

import pytest

from plans.words import wording

MILE = 1609.344


@pytest.mark.parametrize(
    ("metres", "unit", "said"),
    [
        (10 * MILE, "mi", "10 mi"),
        (16_500, "km", "16.5 km"),
        (16_500, "min", "16.5 km"),
        (16_040, "km", "16 km"),
        (0, "km", "0 km"),
        (16_093.4, "km", "16.1 km"),
    ],
)
def test_distance_shows_one_decimal_only_where_it_is_not_whole(metres, unit, said) -> None:
    assert wording.distance(metres, unit) == said


@pytest.mark.parametrize(
    ("distance_m", "duration_s", "unit", "said"),
    [
        (8000, 2700, "km", "8 km"),
        (8000, 2700, "min", "45 min"),
        (0, 2100, "mi", "35 min"),
        (0, 0, "mi", ""),
    ],
)
def test_amount_is_minutes_for_who_plans_in_minutes_and_for_what_is_no_run(distance_m, duration_s, unit, said) -> None:
    assert wording.amount(distance_m, duration_s, unit) == said


def test_pace_is_per_kilometre_or_per_mile() -> None:
    assert wording.pace(330, "km") == "5:30 /km"
    assert wording.pace(330, "mi") == "8:51 /mi"
    assert wording.pace_range(330, 372.2, "mi") == "8:51 – 9:59 /mi"
    assert wording.pace_range(307, 307, "km") == "5:07 /km"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (20, "20 s"),
        (60, "1 min"),
        (90, "90 s"),
        (150, "2 min 30 s"),
        (300, "5 min"),
        (1955, "33 min"),
        (3600, "1 h"),
        (3599, "1 h"),
        (5280, "1 h 28"),
        (3900, "1 h 05"),
    ],
)
def test_duration_is_as_exact_as_a_runner_needs(seconds, said) -> None:
    assert wording.duration(seconds) == said


def test_shares_and_points_use_a_real_minus_sign() -> None:
    assert [wording.share(value) for value in (0.29, 0.275, 1, -0.07)] == ["29%", "27.5%", "100%", "−7%"]
    assert [wording.points(value) for value in (0.025, -0.05, 0.0)] == ["+2.5", "−5", "0"]


def test_cut_line_says_from_to_and_by_how_much() -> None:
    assert wording.cut_line(48 * MILE, 0.29, "mi") == "48 → 34 mi (−29%)"
    assert wording.cut_line(80_333, 0.275, "km") == "80.3 → 58 km (−27.5%)"
    assert wording.cut_line(80_000, 0.275, "min", settled_m=57_500) == "80 → 57.5 km (−27.5%)"


PACE = {"type": "pace", "low": 282.7, "high": 282.7}


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (
            {
                "kind": "repeat",
                "count": 4,
                "steps": [
                    {"kind": "work", "duration_s": 300, "target": PACE},
                    {"kind": "recover", "duration_s": 90, "target": {"type": "open"}},
                ],
            },
            "4 × 5 min at 7:35 /mi, 90 s jog",
        ),
        (
            {"kind": "repeat", "count": 8, "steps": [{"kind": "work", "distance_m": 200.0}, {"kind": "recover"}]},
            "8 × 200 m, jog",
        ),
        ({"kind": "repeat", "count": 6, "steps": [{"kind": "stride", "duration_s": 20}]}, "6 × 20 s stride"),
        ({"kind": "work", "distance_m": 1000, "target": None}, "1 km"),
        ({"kind": "work", "target": PACE}, "at 7:35 /mi"),
        (
            {"kind": "easy", "distance_m": 10 * MILE, "target": {"type": "hr", "low": None, "high": 145}},
            "10 mi easy, under 145 bpm",
        ),
        (
            {"kind": "warmup", "duration_s": 900, "target": {"type": "rpe", "low": 2, "high": 3}},
            "15 min easy, effort 2 – 3 of 10",
        ),
        (
            {"kind": "easy", "duration_s": 1955, "target": {"type": "rpe", "low": 2, "high": 2}},
            "33 min easy, effort 2 of 10",
        ),
        ({"kind": "exercise", "name": "Split squat", "sets": 3, "reps": "8 a side"}, "Split squat 3 × 8 a side"),
        (
            {"kind": "drill", "name": "A-skip", "duration_s": 60, "target": {"type": "hr", "low": 120}},
            "A-skip 1 min, over 120 bpm",
        ),
    ],
)
def test_a_step_is_one_plain_line(step, said) -> None:
    assert wording.step_text(step, "mi") == said


def test_main_step_is_the_repeats_then_the_work_and_nothing_for_easy_runs() -> None:
    warmup = {"kind": "warmup", "duration_s": 600}
    tempo = {"kind": "work", "duration_s": 1200, "target": {"type": "pace", "low": 288, "high": 288}}
    strides = {"kind": "repeat", "count": 4, "steps": [{"kind": "stride", "duration_s": 20}]}

    assert wording.main_step([warmup, tempo], "km") == "20 min at 4:48 /km"
    assert wording.main_step([warmup, tempo, strides], "km") == "20 min at 4:48 /km"
    assert wording.main_step([warmup, strides], "km") == "4 × 20 s"
    assert wording.main_step([warmup], "km") == ""
    assert wording.step_rows([warmup, tempo], "km") == [("Warm up", "10 min easy"), ("Fast", "20 min at 4:48 /km")]


def test_days_are_said_as_people_say_them() -> None:
    assert wording.day_range(date(2026, 12, 14), date(2026, 12, 20)) == "14 – 20 Dec"
    assert wording.day_range(date(2026, 11, 30), date(2026, 12, 6)) == "30 Nov – 6 Dec"
    assert wording.short_day(date(2026, 12, 20)) == "Sun 20 Dec"
    assert wording.long_day(date(2026, 12, 20)) == "Sunday 20 December"


@pytest.mark.parametrize(
    ("seconds", "said"), [(2480, "41:20"), (11439.7, "3:10:40"), (3599.6, "1:00:00"), (59, "0:59")]
)
def test_a_race_time_has_hours_only_where_there_are_any(seconds, said) -> None:
    assert wording.race_time(seconds) == said


@pytest.mark.parametrize(
    ("text", "unit", "said"),
    [
        ("Easy running: 5 km of its 30 km.", "mi", "Easy running: 3.1 mi of its 18.6 mi."),
        ("Easy running: 5 km of its 30 km.", "km", "Easy running: 5 km of its 30 km."),
        ("Easy running: 5 km of its 30 km.", "min", "Easy running: 5 km of its 30 km."),
        ("10 mi is 59% of your usual 17 mi", "km", "16.1 km is 59% of your usual 27.4 km"),
        ("Near 5:00 /km.", "mi", "Near 8:03 /mi."),
        ("6 × 1 km with 2 min between", "mi", "6 × 1 km with 2 min between"),
        ("30 min a mile, the 5K, Mile End", "km", "30 min a mile, the 5K, Mile End"),
    ],
)
def test_a_plans_sentence_is_read_in_another_unit(text, unit, said):
    assert wording.in_unit(text, unit) == said
