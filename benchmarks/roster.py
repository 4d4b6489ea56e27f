"""How long a roster of 5,000 takes: `.venv/bin/python -m pytest -s -p tests.servers benchmarks/roster.py`.

On the test suite's own PostgreSQL, with as many athletes, weeks, sessions and logs as such a coach would have. Queries and
milliseconds of whole requests, the median of some. Milliseconds belong to one machine and its mood; no test holds one.
"""

import time
from datetime import date, timedelta
from statistics import median
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from athletes.models import Athlete, Coach
from tests.factories import NOW, make_coach

ATHLETES = 5_000
WEEKS = 12
TRIES = 5
MONDAY = date(2026, 11, 2)
THURSDAY = NOW + timedelta(days=36)  # week 6
ASKED = {
    "as it opens": "",
    "a search": "?q=runner+12",
    "phase": "?phase=maintenance",
    "A race within 180 days": "?race=180",
    "silent": "?last=silent",
    "plan published": "?plan=published",
    "by usual week": "?sort=volume",
    "by phase": "?sort=phase",
    "by this week": "?sort=week",
    "by last activity": "?sort=active",
    "by A race": "?sort=race",
    "by plan": "?sort=plan",
    "everything at once": "?q=runner&phase=maintenance&race=180&last=active&plan=published&sort=week",
    "the last page": "?page=100",
}
# One statement a table: 5,000 winters through the engine would take longer than all that is measured here.
FILL = """
    INSERT INTO athletes_race (athlete_id, name, date, distance_m, priority, status, effort, goal)
    SELECT id, race.name, race.day, 42195, 'A', race.status, 'raced', '' FROM athletes_athlete,
        (VALUES ('New York', DATE '2026-11-01', 'finished'), ('Boston', DATE '2027-04-19', 'planned'))
        AS race (name, day, status);
    INSERT INTO athletes_historyweek (athlete_id, start, distance_m, longest_m, unusable)
    SELECT id, DATE '2026-10-26' - 7 * n, 60000, 20000, '' FROM athletes_athlete, generate_series(0, 11) AS n;
    INSERT INTO plans_offseason (id, athlete_id, fall_race_id, a_race_id, spring_plan_name, spring_plan_link,
        published_reason, note, lock, created_at)
    SELECT gen_random_uuid(), fall.athlete_id, fall.id, spring.id, '', '', '', '', 0, now()
    FROM athletes_race AS fall JOIN athletes_race AS spring USING (athlete_id)
    WHERE fall.name = 'New York' AND spring.name = 'Boston';
    INSERT INTO plans_planversion (off_season_id, number, request, edits, response, at)
    SELECT id, 1, '{}', '[]', '{"baseline": {"distance_m": 60000}}', now() FROM plans_offseason;
    UPDATE plans_offseason SET draft_id = version.id, published_id = version.id FROM plans_planversion AS version
    WHERE version.off_season_id = plans_offseason.id;
    INSERT INTO plans_trainingphase (off_season_id, athlete_id, kind, period)
    SELECT id, athlete_id, kind, daterange(first, last) FROM plans_offseason, (VALUES
        ('recovery', DATE '2026-11-02', DATE '2026-11-30'), ('maintenance', DATE '2026-11-30', DATE '2027-01-25'))
        AS phase (kind, first, last);
    INSERT INTO plans_week (off_season_id, phase_id, index, start, "end", kind, distance_m, baseline_share, reason)
    SELECT phase.off_season_id, phase.id, n, DATE '2026-11-02' + 7 * (n - 1), DATE '2026-11-02' + 7 * n - 1, 'maintenance',
        40000 + 1000 * n, 0.7, '' FROM plans_trainingphase AS phase JOIN generate_series(1, 12) AS n
        ON phase.period @> DATE '2026-11-02' + 7 * (n - 1);
    INSERT INTO plans_trainingsession (id, off_season_id, week_id, athlete_id, key, date, original_date, "order", code,
        ingredient, title, distance_m, duration_s, quality_m, quality_s, strides, hard, heavy, rpe, load, steps, why_rule,
        why_text, edited)
    SELECT gen_random_uuid(), week.off_season_id, week.id, season.athlete_id, week.start || '/' || n, week.start + n,
        week.start + n, n, 'E1', 'easy', 'Easy run', 8000, 3000, 0, 0, 0, false, false, 3, 10, '[]', '4', '', false
    FROM plans_week AS week JOIN plans_offseason AS season ON season.id = week.off_season_id, generate_series(1, 5) AS n;
    INSERT INTO plans_sessionlog (session_id, distance_m, duration_s, note, at)
    SELECT id, 8000, 3000, '', now() FROM plans_trainingsession WHERE date < DATE '2026-12-10' AND random() < 0.9;
"""


@pytest.fixture
def coach(db: None) -> Coach:  # noqa: ARG001 -- asked for its effect
    coach = make_coach(name="Alice", email="alice@example.org")
    runners = (Athlete(name=f"Runner {n:04}", coach=coach, created_at=NOW) for n in range(ATHLETES))
    Athlete.objects.bulk_create(runners, batch_size=1000)
    with connection.cursor() as cursor:
        cursor.execute(FILL)
        cursor.execute("ANALYZE")
    return coach


def test_roster_of_five_thousand(coach: Coach) -> None:
    print(f"\n{'':26}{'queries':>8}{'ms':>8}")
    with time_machine.travel(THURSDAY):
        client = Client()
        client.force_login(coach.user)
        for name, query in ASKED.items():
            queries, ms = measured(client, f"/coach/athletes/{query}")
            print(f"{name:26}{queries:8}{ms:8.0f}", flush=True)
        queries, ms = measured(client, "/coach/athletes/export/")
        print(f"{'export of all':26}{queries:8}{ms:8.0f}", flush=True)


def test_import_of_five_thousand(db: None) -> None:  # noqa: ARG001 -- asked for its effect
    """Once: a second import finds everything there."""
    coach = make_coach(name="Alice", email="alice@example.org")
    client = Client()
    client.force_login(coach.user)
    rows = (f"Runner {n},r{n}@example.org,Squad {n % 9},{30 + n % 90}\n" for n in range(ATHLETES))
    text = "name,e-mail,squads,usual week km\n" + "".join(rows)
    preview = posted(client, "preview of an import", "/coach/athletes/import/", kind="athletes", unit="km", text=text)
    posted(client, "the import itself", "/coach/athletes/import/run/", carried=preview.context["carried"])
    posted(client, "the same again", "/coach/athletes/import/run/", carried=preview.context["carried"])
    print(f"{'carried in the page':26}{len(preview.context['carried']) / 1000:14.0f} kB")


def posted(client: Client, name: str, path: str, **form: str) -> Any:
    began = time.perf_counter()
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(path, form)
    print(f"{name:26}{len(queries):8}{(time.perf_counter() - began) * 1000:8.0f}", flush=True)
    return answer


def measured(client: Client, path: str) -> tuple[int, float]:
    with CaptureQueriesContext(connection) as queries:
        timed(client, path)
    return len(queries), median(timed(client, path) for _ in range(TRIES))


def timed(client: Client, path: str) -> float:
    began = time.perf_counter()
    answer = client.get(path)
    b"".join(answer) if answer.streaming else answer.content
    return (time.perf_counter() - began) * 1000
