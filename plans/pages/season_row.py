"""One off-season in a line with its small strip, for whoever coaches: among others, or beside a question."""

from dataclasses import dataclass
from datetime import date

from athletes.models import Athlete
from plans.engine.contract import ContractError, load_request, load_response
from plans.engine.response import PlanResponse
from plans.models import OffSeason, PlanVersion
from plans.pages.factors import cut_text
from plans.pages.new_baseline import NewBaseline, new_baseline
from plans.pages.plan import strip_of
from plans.pictures.season_strip import SeasonStrip
from plans.words import wording


@dataclass(frozen=True, slots=True, kw_only=True)
class SeasonRow:
    """`state` is one of draft, published, and changed: a newer draft waits behind what is published."""

    off_season: OffSeason
    strip: SeasonStrip | None
    state: str
    line: str
    new_baseline: NewBaseline | None


def season_row(off_season: OffSeason, *, today: date) -> SeasonRow:
    """Of what is published, else of the draft. Races, versions and the athlete are read before (`with_races`)."""
    version = off_season.published or off_season.draft
    new = new_baseline(off_season, off_season.draft or version, today=today)
    is_newer = off_season.published_id not in {None, off_season.draft_id}
    state = "changed" if is_newer else "published" if off_season.published_id else "draft"
    plan = load_response(version.response) if version and version.response else None
    strip = _strip(version, plan, today=today) if version and plan else None
    return SeasonRow(
        off_season=off_season, strip=strip, state=state, line=_line(off_season.athlete, plan), new_baseline=new
    )


def _strip(version: PlanVersion, plan: PlanResponse, *, today: date) -> SeasonStrip | None:
    try:
        return strip_of(load_request(version.request), plan, today=today) if plan.weeks else None
    except ContractError:
        return None


def _line(athlete: Athlete, plan: PlanResponse | None) -> str:
    """ "12 weeks, 2 Nov – 24 Jan, 48 → 34 mi (−29%)"; what to do where there are no weeks."""
    if plan is None or not plan.weeks:
        return "no weeks yet: open it for the ways out"
    weeks = f"{len(plan.weeks)} week{'' if len(plan.weeks) == 1 else 's'}"
    span = wording.day_range(plan.weeks[0].start, plan.weeks[-1].end)
    return ", ".join(part for part in (weeks, span, cut_text(plan, athlete.unit)) if part)
