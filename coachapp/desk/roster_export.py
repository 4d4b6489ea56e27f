"""The roster as a file: those whom the filters leave, in their order. It can be imported again as athletes."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any, Final

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from athletes.imports.people import COLUMNS
from athletes.imports.writing import BOM, csv_lines, kilometres
from athletes.models import Athlete, Squad
from coachapp.access import desk_only
from coachapp.desk.roster import athletes_of
from coachapp.desk.roster_asked import asked_of, found
from coachapp.desk.roster_rows import Row, rows_of
from coachapp.http import UserRequest

CHUNK: Final = 500
# What an import reads, by the import's own names; then what only the roster knows, which an import leaves aside.
HEADINGS: Final = (
    *(column.heading for column in COLUMNS),
    "account",
    "phase",
    "week of the off-season",
    "last activity",
    "A race",
    "A race date",
    "plan",
)
STATES: Final = {"none": "none", "draft": "draft", "changed": "newer draft", "published": "published"}


@desk_only
@require_GET
def export_roster(request: UserRequest) -> StreamingHttpResponse:
    now = timezone.now()
    today = request.user.today(now)
    asked = asked_of(request.GET, squads=list(Squad.objects.of_coach(request.user)))
    athletes = found(athletes_of(request, asked, today=today, at=now).select_related("user"), asked, today=today)
    answer = StreamingHttpResponse(pages(athletes, today=today, at=now), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="athletes-{today}.csv"'
    return answer


def pages(athletes: QuerySet[Athlete], *, today: date, at: datetime) -> Iterator[str]:
    yield BOM + csv_lines([HEADINGS])
    rest = athletes.iterator(chunk_size=CHUNK)
    while chunk := list(islice(rest, CHUNK)):
        yield csv_lines(cells_of(row) for row in rows_of(chunk, today=today, at=at))


def cells_of(row: Row) -> list[Any]:
    athlete, season = row.athlete, row.season
    values = {
        "name": athlete.name,
        "email": athlete.user.email if athlete.user else "",
        "squads": "; ".join(row.squads),
        "usual_m": kilometres(row.volume_m),
        "long_m": kilometres(athlete.baseline_long_m),
        "run_days": athlete.usual_run_days,
        "years_running": athlete.years_running,
        "birth_date": athlete.birth_date,
        "sex": athlete.sex,
        "unit": athlete.unit,
    }
    return [
        *(values[column.name] for column in COLUMNS),
        row.account,
        row.phase.kind if row.phase and row.is_phase_on else "",
        f"{season.number} of {season.count}" if season and season.number else "",
        row.active_on,
        row.a_race,
        row.a_race_date,
        STATES[row.state],
    ]
