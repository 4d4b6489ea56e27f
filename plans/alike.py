"""Two taps alike in a row, and the cut they ask for: planning.md 3.2."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from athletes.models import Athlete
from plans.coach_rules import policy_of
from plans.mapping import is_cleared
from plans.models import Ache, CheckIn, OffSeason, Proposal, Week
from plans.models.check_in import Feeling
from plans.models.phase import PhaseKind
from plans.models.proposal import WhyNot
from plans.rules_cut import band_of

SESSIONS_WITHIN: Final = timedelta(days=14)
LEAST_MOVE: Final = 0.005  # the cut slider's own step


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Both too easy or both too hard: `newest` and the tap `before` it."""

    before: CheckIn
    newest: CheckIn

    @property
    def feeling(self) -> str:
        return self.newest.feeling

    @property
    def is_hard(self) -> bool:
        return self.feeling == Feeling.HARD

    @property
    def after_sessions(self) -> bool:
        return not self.newest.is_weekly


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A cut one step on, or why there is none."""

    off_season: OffSeason | None
    cut_before: float | None = None
    cut_after: float | None = None
    why_not: str = ""


def alike_with(tap: CheckIn) -> Alike | None:
    """The newest two taps of its kind, where this one is among them and both say the same.

    Taps from before the coach's last answer have been heard: they count no more.
    """
    pair = _weeks(tap.athlete) if tap.is_weekly else _sessions(tap.athlete)
    if pair is None or tap not in (pair.newest, pair.before):
        return None
    if pair.feeling not in {Feeling.EASY, Feeling.HARD} or pair.before.feeling != pair.feeling:
        return None
    heard = Proposal.objects.of(tap.athlete).answered().order_by("-answered_at").values_list("answered_at", flat=True)
    since: datetime | None = heard.first()
    return pair if since is None or min(pair.before.at, pair.newest.at) > since else None


def move_for(alike: Alike, *, at: datetime) -> Move:
    """One step towards what they said, inside the band of the rules that the plan was made by."""
    off_season = _off_season(alike)
    published = off_season.published if off_season else None
    cut = (published.response.get("cut") or {}) if published else {}
    if off_season is None or published is None or not cut:
        return Move(off_season=off_season, why_not=WhyNot.NO_PLAN)
    before = float(cut["value"])
    why_not = _held_back(alike, off_season, cut, at=at)
    if why_not:
        return Move(off_season=off_season, cut_before=before, why_not=why_not)
    after = _stepped(before, published.request, is_hard=alike.is_hard)
    if after is None:
        return Move(off_season=off_season, cut_before=before, why_not=WhyNot.BOUND)
    return Move(off_season=off_season, cut_before=before, cut_after=after)


def _weeks(athlete: Athlete) -> Alike | None:
    newest = list(CheckIn.objects.of(athlete).weekly().latest_weeks_first()[:2])
    is_pair = len(newest) == 2 and newest[0].follows(newest[1])  # noqa: PLR2004 -- two in a row
    return Alike(newest=newest[0], before=newest[1]) if is_pair else None


def _sessions(athlete: Athlete) -> Alike | None:
    newest = list(CheckIn.objects.of(athlete).after_key_sessions().with_sessions()[:2])
    if len(newest) < 2:  # noqa: PLR2004 -- two in a row
        return None
    days = [tap.session.date for tap in newest if tap.session]
    return Alike(newest=newest[0], before=newest[1]) if days[0] - days[1] <= SESSIONS_WITHIN else None


def _off_season(alike: Alike) -> OffSeason | None:
    week = _week_of(alike.newest)
    if week is None:
        return None
    return OffSeason.objects.select_related("athlete__coach", "draft", "published").get(pk=week.off_season_id)


def _held_back(alike: Alike, off_season: OffSeason, cut: dict[str, Any], *, at: datetime) -> str:
    """What keeps the cut where it is, the weightiest first; empty for nothing."""
    athlete, today = off_season.athlete, off_season.athlete.today(at)
    if not is_cleared(athlete, on=today):
        return WhyNot.UNCLEARED
    if any(factor["name"] == "returning" for factor in cut["factors"]):
        return WhyNot.RETURNING
    if any(_is_recovery(tap) for tap in (alike.before, alike.newest)):
        return WhyNot.RECOVERY
    if not alike.is_hard and Ache.objects.of(athlete).open().exists():
        return WhyNot.ACHE
    if not _has_weeks_to_come(off_season, today=today):
        return WhyNot.OVER
    draft = off_season.draft.response.get("cut") if off_season.draft else None
    return WhyNot.DRAFT if not draft or draft["value"] != cut["value"] else ""


def _stepped(before: float, request: dict[str, Any], *, is_hard: bool) -> float | None:
    """None at the end of the band, and beyond it."""
    step, band = policy_of(request).cut.check_in_step, band_of(request)
    after = round(min(band.high, max(band.low, before + (step if is_hard else -step))), 4)
    moved = after - before if is_hard else before - after
    return after if moved >= LEAST_MOVE else None


def _is_recovery(tap: CheckIn) -> bool:
    week = _week_of(tap)
    return week is not None and week.phase.kind == PhaseKind.RECOVERY


def _week_of(tap: CheckIn) -> Week | None:
    weeks = Week.objects.of(tap.athlete).containing(tap.session.date if tap.session else tap.week_start)
    return weeks.select_related("phase").first()


def _has_weeks_to_come(off_season: OffSeason, *, today: date) -> bool:
    return off_season.weeks.filter(start__gt=today).exists()
