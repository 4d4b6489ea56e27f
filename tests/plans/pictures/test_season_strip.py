from datetime import date, timedelta

import pytest

from plans.pictures.season_strip import SeasonStrip, StripBar, season_strip

NEW_YORK, BOSTON = date(2026, 11, 1), date(2027, 4, 19)
PHASES = ["recovery"] * 4 + ["maintenance"] * 6 + ["rebuild"] * 2


def bars(*, phases: list[str] = PHASES, now: int | None = None) -> list[StripBar]:
    return [
        StripBar(
            label=str(10 + at),
            phase=phase,
            distance_m=10_000.0 + 1000 * at,
            state="now" if at == now else "ahead",
            done_share=0.5,
            text=f"Week {at + 1}",
            start=NEW_YORK + timedelta(days=1 + 7 * at),
        )
        for at, phase in enumerate(phases)
    ]


def strip(given: list[StripBar], *, baseline_m: float | None = 40_000, today: date | None = None) -> SeasonStrip:
    return season_strip(
        given,
        baseline_m=baseline_m,
        fall_name="New York",
        fall_date=NEW_YORK,
        a_name="Boston",
        a_date=BOSTON,
        today=today,
    )


def test_bars_share_the_width_and_stand_on_the_ground() -> None:
    drawn = strip(bars()).bars

    assert [bar.x for bar in drawn] == sorted(bar.x for bar in drawn)
    assert drawn[0].x > 0
    assert drawn[-1].x + drawn[-1].width < 100
    assert {round(bar.y + bar.height, 1) for bar in drawn} == {100.0}


def test_the_baseline_is_drawn_on_the_scale_of_the_bars() -> None:
    picture = strip([StripBar(label="40", phase="base", distance_m=40_000, state="ahead")], baseline_m=40_000)

    assert picture.baseline_y == picture.bars[0].y


def test_a_strip_without_baseline_has_no_level() -> None:
    assert strip(bars(), baseline_m=None).baseline_y is None


def test_nothing_is_drawn_outside_the_plot() -> None:
    drawn = strip(bars(), baseline_m=1).bars

    assert min(bar.y for bar in drawn) > 0


def test_unknown_weeks_are_only_ticks() -> None:
    unknown = StripBar(label="", phase="spring", distance_m=0, state="unknown")

    assert strip([*bars(), unknown]).bars[-1].height == 5


def test_today_stands_on_the_present_week_only_when_there_is_a_today() -> None:
    assert strip(bars(now=6), today=date(2026, 12, 20)).now == strip(bars(now=6)).bars[6]
    assert strip(bars(now=6)).now is None
    assert strip(bars(), today=date(2026, 12, 20)).now is None


@pytest.mark.parametrize(("now", "pill_x"), [(0, -7), (6, -23), (11, -39)])
def test_the_word_today_never_leaves_the_picture(now, pill_x) -> None:
    phases = ["maintenance"] * 12

    assert strip(bars(phases=phases, now=now), today=date(2026, 12, 20)).pill_x == pill_x


def test_the_word_today_clears_the_neighbours_that_it_would_cover() -> None:
    low = strip(bars(now=0), today=NEW_YORK + timedelta(days=1))
    high = strip(bars(now=11), today=date(2027, 1, 20))

    assert low.pill_y == low.bars[1].y < low.bars[0].y
    assert high.pill_y == high.bars[11].y


@pytest.mark.parametrize(("done_share", "part"), [(-0.1, 0), (0.5, 0.5), (1.3, 1)])
def test_what_is_done_never_rises_over_its_bar(done_share, part) -> None:
    bar = StripBar(label="", phase="base", distance_m=5000, state="now", done_share=done_share)

    drawn = strip([bar]).bars[0]

    assert drawn.done_height == pytest.approx(part * drawn.height, abs=0.01)


def test_neighbouring_weeks_of_a_phase_are_one_stretch_with_its_first_day() -> None:
    phases = strip(bars()).phases

    assert [(phase.name, phase.weeks, phase.start) for phase in phases] == [
        ("Recovery", 4, date(2026, 11, 2)),
        ("Maintenance", 6, date(2026, 11, 30)),
        ("Rebuild", 2, date(2027, 1, 11)),
    ]
    assert [phase.is_dated for phase in phases] == [True, True, True]


def test_a_phase_too_narrow_for_its_name_moves_the_names_to_the_legend() -> None:
    assert not strip(bars()).is_tight
    assert strip(bars(phases=["recovery"] * 20 + ["rebuild"])).is_tight


def test_figures_leave_when_bars_crowd() -> None:
    assert not strip(bars(phases=["base"] * 30)).is_crowded
    assert strip(bars(phases=["base"] * 31)).is_crowded


def test_an_empty_season_is_an_empty_strip() -> None:
    assert strip([]).bars == ()
