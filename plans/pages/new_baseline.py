"""That the usual week is another one now than a plan was made from: said where the plan is looked at."""

from dataclasses import dataclass
from datetime import date

from plans.baseline_change import baseline_change
from plans.models import OffSeason, PlanVersion
from plans.words.baseline import change_words


@dataclass(frozen=True, slots=True, kw_only=True)
class NewBaseline:
    """`said` is "62 km a week (was 58)"; `coach` who can build on it, empty for who coaches themselves."""

    off_season: OffSeason
    said: str
    coach: str


def new_baseline(off_season: OffSeason, version: PlanVersion | None, *, today: date) -> NewBaseline | None:
    """None where nothing would change, and for a plan whose race is behind."""
    if version is None or off_season.a_race.date < today:
        return None
    change = baseline_change(off_season, version.request)
    if change is None:
        return None
    coach = off_season.athlete.coach
    return NewBaseline(
        off_season=off_season,
        said=change_words(change, off_season.athlete.unit),
        coach=coach.user.get_short_name() if coach else "",
    )
