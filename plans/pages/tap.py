"""The page behind a link for one tap: which session, whose, and how it stands. It says no more than the mail did."""

from dataclasses import dataclass
from datetime import date

from plans.models import TrainingSession
from plans.models.check_in import Feeling
from plans.taps import Said
from plans.words import wording


@dataclass(frozen=True, slots=True, kw_only=True)
class TapView:
    """`is_said`: it stands there already; `may_undo`: through such a link, and nothing was added since."""

    session: TrainingSession
    said: Said
    whose: str
    when: str
    amount: str
    is_ahead: bool
    is_said: bool
    may_undo: bool
    felt: str

    @property
    def is_hard(self) -> bool:
        return self.said == Said.HARD


def tap_view(session: TrainingSession, said: Said, *, today: date) -> TapView:
    """Of a session with its athlete, its log and how it felt."""
    felt = getattr(session, "check_in", None)
    log = session.log if session.is_done else None
    is_plain = log is not None and log.is_through_link and (felt is None or felt.is_through_link)
    is_hard = said == Said.HARD
    return TapView(
        session=session,
        said=said,
        whose=(session.athlete.name.split() or ["This runner"])[0],
        when=wording.long_day(session.date),
        amount=wording.amount(session.distance_m, session.duration_s, session.athlete.unit),
        is_ahead=session.date > today,
        is_said=felt is not None if is_hard else log is not None,
        may_undo=felt is not None and felt.is_through_link if is_hard else is_plain,
        felt=felt.get_feeling_display() if felt and felt.feeling != Feeling.HARD else "",
    )
