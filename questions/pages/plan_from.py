"""The off-season that a question leads to: whose it is, how far it has come, and what a mail would say of it."""

from dataclasses import dataclass
from datetime import date, datetime

from athletes.ages import may_have_account
from athletes.models import Athlete, User
from plans.models import OffSeason, PlanVersion
from plans.season_choices import READY, SHORT
from plans.words import wording
from questions.models import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanFrom:
    """`athlete` is None while nobody at this desk trains them; `off_season` is the one whose race is still to come."""

    first_name: str
    athlete: Athlete | None = None
    off_season: OffSeason | None = None
    line: str = ""
    can_attach: bool = False
    may_have_account: bool = True

    @property
    def is_published(self) -> bool:
        return self.off_season is not None and self.off_season.published_id is not None

    @property
    def is_newer(self) -> bool:
        """Is there a draft that the athlete does not have?"""
        return self.off_season is not None and self.off_season.draft_id != self.off_season.published_id


def plan_from(question: Question, user: User, *, at: datetime) -> PlanFrom:
    """For who works at this desk; an athlete of another coach is none of theirs."""
    name = first_name(question)
    athlete = Athlete.objects.coached_by(user).filter(questions=question).first()
    if athlete is None:
        return PlanFrom(first_name=name)
    today = athlete.today(at)
    off_season = current_off_season(athlete, user, at=at)
    draft = off_season.draft if off_season else None
    is_adult = athlete.user_id is not None or may_have_account(athlete.birth_date, on=today)
    return PlanFrom(
        first_name=name,
        athlete=athlete,
        off_season=off_season,
        line=line_of(draft, unit=athlete.unit) if draft else "",
        can_attach=off_season is not None and can_attach(off_season, user),
        may_have_account=is_adult,
    )


def current_off_season(athlete: Athlete, user: User, *, at: datetime) -> OffSeason | None:
    theirs = OffSeason.objects.editable_by(user).drafted().filter(athlete=athlete)
    ahead = theirs.racing_from(athlete.today(at)).with_races().newest_first()
    return ahead.first()


def can_attach(off_season: OffSeason, user: User) -> bool:
    """Is there something new to publish with an answer, and is it this user's to publish?"""
    draft = off_season.draft
    if draft is None or off_season.draft_id == off_season.published_id:
        return False
    return draft.status in READY | SHORT and off_season.can_be_published_by(user)


def line_of(version: PlanVersion, *, unit: str) -> str:
    """ "12 weeks, 2 Nov – 24 Jan, 349 mi"; what to do where there are no weeks."""
    weeks = version.response.get("weeks") or []
    if not weeks:
        return "no weeks yet: open it for the ways out"
    first, last = date.fromisoformat(weeks[0]["start"]), date.fromisoformat(weeks[-1]["end"])
    metre = wording.METRES[wording.distance_unit(unit)]
    total = wording.distance(round(sum(week["distance_m"] for week in weeks) / metre) * metre, unit)
    return f"{len(weeks)} week{'' if len(weeks) == 1 else 's'}, {wording.day_range(first, last)}, {total}"


def first_name(question: Question) -> str:
    """Empty for who gave none: then the page says “this off-season”."""
    name = question.asker_name.strip()
    return "" if name.lower() in {"", "a runner"} or "@" in name else name.split(maxsplit=1)[0]
