"""What pressing the button will do, in one line."""

from dataclasses import dataclass

from plans.models import OffSeason, PlanVersion
from plans.pages.builder import BuilderPage
from plans.words import wording


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishBar:
    """`label` is empty where there is nothing to publish."""

    state: str
    text: str
    label: str
    is_news: bool


def publish_bar(off_season: OffSeason, draft: PlanVersion, page: BuilderPage, *, is_own: bool) -> PublishBar:
    is_published = off_season.published_id is not None
    if not page.has_weeks:
        state = "Published." if is_published else f"Draft {draft.number}."
        rest = (
            "This draft has no weeks, so what was published stays."
            if is_published
            else "There is nothing to publish yet."
        )
        return PublishBar(state=state, text=rest, label="", is_news=False)
    weeks = f"{len(page.weeks)} week{'' if len(page.weeks) == 1 else 's'}, {page.span}"
    name = off_season.athlete.name.split(" ")[0]
    if not is_published:
        seen = _who_sees(off_season, name, is_own=is_own)
        text = f"{weeks}. {'It falls short: say why below, or take a way out.' if page.needs_reason else seen}"
        return PublishBar(state=f"Draft {draft.number}.", text=text, label=_label(name, is_own=is_own), is_news=True)
    if off_season.published_id == draft.pk:
        return PublishBar(
            state=f"Published {_day(off_season)}.",
            text=f"{weeks}{_until(off_season)}.",
            label="Publish again",
            is_news=False,
        )
    done = "you have" if is_own else f"{name} has"
    text = f"It replaces the days from today on; what {done} done stays."
    state = f"Draft {draft.number}, newer than what is published."
    return PublishBar(state=state, text=text, label="Publish the changes", is_news=True)


def _who_sees(off_season: OffSeason, name: str, *, is_own: bool) -> str:
    if is_own:
        return "Your week and your season follow it at once."
    if off_season.athlete.user_id is None:
        return f"{name} has no account yet: it is there when they join."
    return f"{name} sees them at once."


def _label(name: str, *, is_own: bool) -> str:
    return "Publish for yourself" if is_own else f"Publish to {name}"


def _day(off_season: OffSeason) -> str:
    at = off_season.published_at
    return wording.short_day(at.astimezone(off_season.athlete.zone).date()) if at else ""


def _until(off_season: OffSeason) -> str:
    return f", open until {wording.short_day(off_season.visible_until)}" if off_season.visible_until else ""
