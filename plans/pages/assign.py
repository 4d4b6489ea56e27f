"""The assign page: a row for each athlete, and why some have none."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.urls import reverse

from plans.candidates import Candidate
from plans.pages.assign_figures import Figures, figures_of, without_sessions
from plans.pages.spring_choices import fitting_length
from plans.remedies import NEEDS_ANOTHER_RACE
from plans.rules_cut import rules_cut
from plans.season_choices import KEEP_DRAFT, NEW_DRAFT, READY, SHORT, OwnChoices, Planned
from plans.words import assign as words
from plans.words import wording
from plans.words.assign import RowWords
from plans.words.coach import way_out

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way out as one button; `link` is where a later race is entered instead."""

    code: str
    label: str
    text: str
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PreviewRow:
    """`can_publish`: it may be ticked.

    `asks_draft`: the coach's own draft stands in the way until they choose.
    `lacks_ways`: nobody has looked for the ways out yet, which takes a while.
    """

    candidate: Candidate
    own: OwnChoices
    words: RowWords
    figures: Figures | None
    can_publish: bool
    is_included: bool
    ways: tuple[Way, ...]
    way: str
    asks_reason: bool
    asks_draft: bool
    lacks_ways: bool
    link: str
    link_text: str
    rules_cut: str
    shorter_weeks: int | None
    error: str

    @property
    def pk(self) -> str:
        return str(self.candidate.athlete.pk)

    @property
    def unit(self) -> str:
        return str(self.candidate.athlete.unit)

    @property
    def settled(self) -> str:
        return self.figures.settled_text(self.unit) if self.figures else ""

    @property
    def best(self) -> str:
        return self.figures.best_text(self.unit) if self.figures else ""

    @property
    def long_run(self) -> str:
        return self.figures.long_text(self.unit) if self.figures else ""

    @property
    def cut_value(self) -> str:
        return f"{100 * self.own.cut:g}" if self.own.cut is not None else ""

    @property
    def seen(self) -> str:
        """What the page shows, as the form sends it along: the result is held against it."""
        return json.dumps({"state": self.words.text} | (self.figures.as_json() if self.figures else {}))

    @property
    def fields(self) -> str:
        """The names that belong to this row, for htmx to send alone."""
        names = ("tick", "was", "cut", "weeks", "way", "ask", "reason", "draft", "draft_number", "seen")
        return ",".join(f"{self.pk}-{name}" for name in names)

    @property
    def draft_number(self) -> int:
        return self.candidate.standing.draft_number if self.candidate.standing else 0

    @property
    def draft_choices(self) -> tuple[tuple[str, str], ...]:
        """One button each."""
        return (
            (KEEP_DRAFT, f"Publish draft {self.draft_number} as it is"),
            (NEW_DRAFT, "Plan anew on top of it"),
        )

    @property
    def has_more(self) -> bool:
        """Is there a second line below the row?"""
        return bool(
            self.ways
            or self.lacks_ways
            or self.asks_reason
            or self.asks_draft
            or self.way
            or self.own.draft
            or self.error
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Missing:
    """An athlete who cannot be planned yet: why, and where to put it right."""

    candidate: Candidate
    text: str
    link: str
    link_text: str


def preview_row(
    candidate: Candidate, own: OwnChoices, planned: Planned, *, ticked: bool | None, error: str = ""
) -> PreviewRow:
    """`ticked` is what the coach said; None for a row that was not theirs to tick before."""
    said, can_publish = _judge(candidate, own, planned)
    figures = figures_of(planned.response) if planned.response["weeks"] else None
    is_sketch = "PROVISIONAL" in planned.response["flags"]
    standing = candidate.standing
    is_open = standing is None or not standing.is_published
    asks_draft = is_open and standing is not None and standing.is_coachs_work and not own.draft
    falls_short = is_open and not asks_draft and not planned.is_draft and planned.status not in READY
    link, link_text = _link(candidate, planned)
    return PreviewRow(
        candidate=candidate,
        own=own,
        words=said,
        figures=figures,
        can_publish=can_publish,
        is_included=can_publish and not error and (not is_sketch if ticked is None else ticked),
        ways=tuple(_ways(candidate, planned.response)) if falls_short else (),
        way=words.taken(planned.way) if planned.way else "",
        asks_reason=is_open and not asks_draft and planned.status in SHORT,
        asks_draft=asks_draft,
        lacks_ways=falls_short and planned.lacks_ways,
        link=link,
        link_text=link_text,
        rules_cut=_rules_cut(planned.response),
        shorter_weeks=fitting_length(planned.request) if falls_short and not own.reason else None,
        error=error,
    )


def length_for_all(rows: Iterable[PreviewRow]) -> int | None:
    """A spring plan short enough for every row that falls short by itself; None where fewer than two do."""
    offered = [row.shorter_weeks for row in rows if row.shorter_weeks]
    return min(offered) if len(offered) > 1 else None


def missing(candidates: Iterable[Candidate]) -> list[Missing]:
    return [_missing(one) for one in candidates if one.a_race is None]


def _missing(candidate: Candidate) -> Missing:
    link = reverse("athletes:athlete_race_add", args=[candidate.athlete.pk])
    if candidate.fall_race is None:
        return Missing(candidate=candidate, text="no race yet", link=link, link_text="Add a race")
    text = f"raced {candidate.fall_race}, and has no A race after it yet"
    return Missing(candidate=candidate, text=text, link=link, link_text="Add the A race")


def _judge(candidate: Candidate, own: OwnChoices, planned: Planned) -> tuple[RowWords, bool]:
    """What to say of it, and whether it may be published."""
    obstacle = _obstacle(candidate, own, planned)
    if obstacle is not None:
        return obstacle, False
    if planned.status in READY:
        return _ready(candidate, own, planned), True
    return _short(planned, own, candidate.athlete.unit), planned.status in SHORT and bool(own.reason)


def _obstacle(candidate: Candidate, own: OwnChoices, planned: Planned) -> RowWords | None:
    """What no choice of this row puts out of the way, but for the one about the coach's own draft."""
    standing, error = candidate.standing, planned.response["error"]
    other = candidate.clash(*planned.days) if planned.days else None
    if standing is not None and standing.is_published:
        return words.PUBLISHED
    if planned.status == "REFER":
        return words.REFER
    if error:
        return words.refused(error["code"])
    if other is not None:
        return words.clash(wording.short_day(other.period.upper - timedelta(days=1)))
    if standing is not None and standing.is_coachs_work and not own.draft:
        return words.draft(standing.draft_number)
    return None


def _ready(candidate: Candidate, own: OwnChoices, planned: Planned) -> RowWords:
    flags: Sequence[str] = planned.response["flags"]
    detail = words.SKETCH if "PROVISIONAL" in flags else words.worth_a_look(list(flags))
    number = candidate.standing.draft_number if candidate.standing else 0
    if planned.is_draft:
        return replace(words.READY, text=f"Your draft {number}", detail=detail)
    if own.draft == NEW_DRAFT and number:
        return replace(words.READY, detail=f"Planned anew; draft {number} stays one undo away.")
    return replace(words.READY, detail=detail)


def _short(planned: Planned, own: OwnChoices, unit: str) -> RowWords:
    if planned.status == "UNDERPREPARED":
        said = _short_by(planned.response, unit)
    else:
        kinds = {"RECOVERY_ONLY": words.RECOVERY, "NO_OFFSEASON": words.NO_WEEKS}
        said = kinds.get(planned.status, words.INFEASIBLE)
    return replace(said, detail=words.REASONED) if own.reason and planned.status in SHORT else said


def _short_by(response: Json, unit: str) -> RowWords:
    """ "9.5 mi short", and below it of what; of the long run where the week itself is reached."""
    found = without_sessions(response).shortfall
    if found is None or not (found.week1_m or found.long_m):
        return words.short("Falls short", of_what="of what the spring plan begins with")
    if found.week1_m:
        return words.short(f"{wording.distance(found.week1_m, unit)} short", of_what="of spring week 1")
    return words.short(f"{wording.distance(found.long_m, unit)} short", of_what="of the first long run")


def _ways(candidate: Candidate, response: Json) -> Iterable[Way]:
    """What a draft can do by itself comes first; a later race is the race's own page."""
    total = (response["spring_plan"] or {}).get("weeks") or 0
    for remedy in sorted(response["remedies"], key=lambda one: one["code"] in NEEDS_ANOTHER_RACE):
        code, text = remedy["code"], way_out(remedy["text"])
        if code not in NEEDS_ANOTHER_RACE:
            label = words.way_label(code, remedy["change"], total=total, unit=candidate.athlete.unit)
            yield Way(code=code, label=label or text, text=text)
        elif candidate.a_race is not None:
            link = reverse("athletes:athlete_race_edit", args=[candidate.athlete.pk, candidate.a_race.pk])
            yield Way(code=code, label="Enter a later race", text=text, link=link)


def _link(candidate: Candidate, planned: Planned) -> tuple[str, str]:
    standing, athlete = candidate.standing, candidate.athlete
    if standing is not None:
        return standing.off_season.get_absolute_url(), "Open"
    if planned.days and (other := candidate.clash(*planned.days)):
        return reverse("plans:builder", args=[other.off_season_id]), "Open the other"
    if (planned.response["error"] or {}).get("code") == "E_NO_BASELINE":
        return reverse("athletes:athlete_history", args=[athlete.pk]), "Enter weeks"
    return "", ""


def _rules_cut(response: Json) -> str:
    """In percent; blank where there is no cut to speak of, as for who comes back from an injury."""
    cut = rules_cut(response) if response["cut"] else 0
    return f"{100 * cut:.3g}" if cut else ""
