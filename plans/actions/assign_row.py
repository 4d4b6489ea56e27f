"""One row of a batch, published from today's rows by the same actions as the builder's button."""

from datetime import datetime
from typing import Any

from athletes.models import Athlete, User
from plans.actions.assign_preview import plan_season
from plans.actions.draft import EditedMeanwhile, save_draft, start_with
from plans.actions.publish import CannotPublish, NeedsRemedy, OverlapsAnother, publish
from plans.candidates import Candidate, candidate_between, with_their_rows
from plans.models import AssignmentRow, OffSeason, PlanVersion
from plans.models.assignment import RowState
from plans.pages.assign_figures import Figures, differences, figures_of
from plans.season_choices import KEEP_DRAFT, NEW_DRAFT, READY, OwnChoices, Planned, SharedChoices
from plans.words import assign as words
from plans.words.coach import ERRORS, STATUS

Json = dict[str, Any]


class NotPublished(Exception):
    """Why, in the coach's words; `state` is what becomes of the row, `off_season` where to look."""

    def __init__(self, message: str, *, state: str = RowState.FAILED, off_season: OffSeason | None = None) -> None:
        super().__init__(message)
        self.state, self.off_season = state, off_season


def publish_season(row: AssignmentRow, *, at: datetime) -> dict[str, Any]:
    """Inside the caller's transaction. What came of it, as the row's fields; raises NotPublished."""
    candidate = _candidate(row, at=at)
    own, shared = OwnChoices.from_json(row.choices), SharedChoices.from_json(row.batch.choices)
    # One that is begun here goes with the transaction when it is refused: then there is nothing to look at.
    known = candidate.standing.off_season if candidate.standing else None
    try:
        off_season, version = _drafted(row, candidate, shared, own, at=at)
        publish(off_season, version, seen_lock=off_season.lock, by=_publisher(row), at=at, reason=own.reason)
    except (CannotPublish, NeedsRemedy, OverlapsAnother) as refused:
        raise NotPublished(str(refused), off_season=known) from refused
    except EditedMeanwhile as busy:
        raise NotPublished(words.BUSY, off_season=known) from busy
    figures = figures_of(version.response)
    return {
        "off_season": off_season,
        "version": version,
        "lock": off_season.lock,
        "planned": figures.as_json() if figures else {},
        "message": _told(row, figures, candidate.athlete),
    }


def _candidate(row: AssignmentRow, *, at: datetime) -> Candidate:
    """As they are now; between the two races of the preview."""
    athlete = with_their_rows(Athlete.objects.filter(pk=row.athlete_id, coach=row.batch.coach_id)).first()
    if athlete is None:
        raise NotPublished(words.GONE, state=RowState.LEFT_OUT)
    if athlete.is_archived:
        raise NotPublished(words.ARCHIVED, state=RowState.LEFT_OUT)
    if row.fall_race is None or row.a_race is None:
        raise NotPublished(words.RACE_GONE)
    return candidate_between(athlete, fall_race=row.fall_race, a_race=row.a_race, today=athlete.today(at))


def _drafted(
    row: AssignmentRow, candidate: Candidate, shared: SharedChoices, own: OwnChoices, *, at: datetime
) -> tuple[OffSeason, PlanVersion]:
    """The off-season with the draft to publish: the coach's own as it stands, else a new one on top."""
    standing = candidate.standing
    off_season = _locked(standing.off_season) if standing else None
    _respect(candidate, own)
    if off_season is not None and own.draft == KEEP_DRAFT:
        return off_season, _draft_of(off_season)
    planned = plan_season(candidate, shared, own, at=at)
    if planned is None or candidate.fall_race is None or candidate.a_race is None:
        raise NotPublished(words.RACE_GONE)
    _judge(planned, own, off_season)
    by = _publisher(row)
    if off_season is None:
        races = {"fall_race": candidate.fall_race, "a_race": candidate.a_race}
        off_season = start_with(planned.request, candidate.athlete, **races, by=by, at=at)
        return off_season, _draft_of(off_season)
    version = save_draft(off_season, request=planned.request, edits=[], seen_lock=off_season.lock, by=by, at=at)
    return off_season, version


def _respect(candidate: Candidate, own: OwnChoices) -> None:
    """What the coach did by hand is never overwritten, unless they saw it and said so."""
    standing = candidate.standing
    if standing is None:
        return
    if standing.is_published:
        raise NotPublished(words.PUBLISHED_SINCE, off_season=standing.off_season)
    has_chosen = own.draft in {KEEP_DRAFT, NEW_DRAFT} and own.draft_number == standing.draft_number
    if standing.is_coachs_work and not has_chosen:
        raise NotPublished(words.TOUCHED, off_season=standing.off_season)


def _judge(planned: Planned, own: OwnChoices, off_season: OffSeason | None) -> None:
    """Say why in a row's words, before `publish` refuses it in the builder's."""
    error = planned.response["error"]
    if error:
        raise NotPublished(f"{ERRORS[error['code']].title}. {ERRORS[error['code']].text}", off_season=off_season)
    if own.way and not planned.way and planned.status not in READY:
        raise NotPublished(words.WAY_GONE, off_season=off_season)
    if not planned.response["weeks"] and planned.status in STATUS:
        raise NotPublished(f"{STATUS[planned.status].title}. {STATUS[planned.status].text}", off_season=off_season)


def _publisher(row: AssignmentRow) -> User:
    """Who clicked; their coach, should that account be gone by now."""
    return row.batch.by or row.batch.coach.user


def _locked(off_season: OffSeason) -> OffSeason:
    """As it is now, without its published plan."""
    return OffSeason.objects.with_draft().get(pk=off_season.pk)


def _draft_of(off_season: OffSeason) -> PlanVersion:
    if off_season.draft is None:
        raise NotPublished(words.BUSY, off_season=off_season)
    return off_season.draft


def _told(row: AssignmentRow, figures: Figures | None, athlete: Athlete) -> str:
    """What is different from the preview, because the athlete's figures are."""
    changed = differences(Figures.from_json(row.seen), figures, unit=athlete.unit) if figures else ""
    return f"From today’s figures: {changed}." if changed else ""
