"""A published week as `plans.actions.publish` would write it, without asking the engine for a whole plan."""

from datetime import date, timedelta
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from athletes.models import Athlete
from plans.models import OffSeason, PlanVersion, TrainingPhase, TrainingSession, Week
from tests.factories import BOSTON, NEW_YORK, NOW, make_race

MONDAY = date(2026, 12, 14)
MILE = 1609.344
FAST_STEPS = [
    {"kind": "warmup", "duration_s": 900},
    {
        "kind": "repeat",
        "count": 4,
        "steps": [
            {"kind": "work", "duration_s": 300, "target": {"type": "pace", "low": 283, "high": 283}},
            {"kind": "recover", "duration_s": 90},
        ],
    },
]
EASY_STEPS = [
    {"kind": "easy", "distance_m": 11265, "target": {"type": "pace", "low": 330, "high": 372}},
    {"kind": "repeat", "count": 6, "steps": [{"kind": "stride", "duration_s": 20}]},
]

# day of the week, ingredient, title, miles, seconds, more
WEEK: tuple[tuple[int, str, str, float, int, dict[str, Any]], ...] = (
    (0, "rest", "Full rest", 0, 0, {}),
    (0, "mobility", "Mobility", 0, 900, {}),
    (1, "strides", "Easy run with 6 strides", 7, 3900, {"steps": EASY_STEPS}),
    (2, "fast", "Cruise fives", 6, 3300, {"hard": True, "steps": FAST_STEPS, "why_text": "keeps the engine awake"}),
    (2, "strength", "Strength A", 0, 2100, {}),
    (3, "rest", "Full rest", 0, 0, {}),
    (4, "aerobic", "Aerobic run", 6, 3360, {}),
    (5, "easy", "Easy run", 5, 2800, {}),
    (6, "long", "Long run", 10, 5600, {"why_text": "long runs are the last thing to let go"}),
)


def make_published(athlete: Athlete, *, starts: tuple[date, ...] = (MONDAY,), **fields: Any) -> OffSeason:
    """An off-season with one phase, and a week of 34 mi for each start."""
    off_season = OffSeason.objects.create(
        athlete=athlete,
        fall_race=make_race(athlete, day=NEW_YORK),
        a_race=make_race(athlete, name="Boston", day=BOSTON, status="planned"),
        created_at=NOW,
        published_at=NOW,
    )
    version = PlanVersion.objects.create(off_season=off_season, number=1, request={}, response={}, at=NOW)
    OffSeason.objects.filter(pk=off_season.pk).update(**{"published": version} | fields)
    span = DateRange(starts[0], starts[-1] + timedelta(days=7))
    phase = TrainingPhase.objects.create(off_season=off_season, athlete=athlete, kind="maintenance", period=span)
    for index, start in enumerate(starts, start=7):
        write_week(off_season, phase, index=index, start=start)
    return OffSeason.objects.get(pk=off_season.pk)


def write_week(off_season: OffSeason, phase: TrainingPhase, *, index: int, start: date) -> None:
    week = Week.objects.create(
        off_season=off_season,
        phase=phase,
        index=index,
        start=start,
        end=start + timedelta(days=6),
        kind="maintenance",
        distance_m=round(34 * MILE),
        baseline_share=0.71,
        reason="A settled week: 71% of what you ran before.",
    )
    TrainingSession.objects.bulk_create(make_session(week, order, row) for order, row in enumerate(WEEK, start=1))


def make_session(week: Week, order: int, row: tuple[int, str, str, float, int, dict[str, Any]]) -> TrainingSession:
    ahead, ingredient, title, miles, seconds, more = row
    day = week.start + timedelta(days=ahead)
    return TrainingSession(
        **{
            "off_season": week.off_season,
            "week": week,
            "athlete": week.off_season.athlete,
            "key": f"{week.start}/{ingredient}/{order}",
            "date": day,
            "original_date": day,
            "order": order,
            "code": "X01",
            "ingredient": ingredient,
            "title": title,
            "distance_m": round(miles * MILE),
            "duration_s": seconds,
            "why_rule": "4.1",
            "why_text": "Because it is due.",
            **more,
        }
    )
