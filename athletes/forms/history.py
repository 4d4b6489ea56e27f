"""Twelve weeks in a grid: distance, longest run, and why a week should not count."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, Final

from django import forms

from athletes.choices import UnusableReason
from athletes.forms.fields import LONGEST_WEEK_M, DistanceField, metres_of, said_in
from athletes.models import Athlete, HistoryWeek
from athletes.weeks import week_of

WEEKS: Final = 12
WEEK: Final = timedelta(days=7)


class WeekForm(forms.Form):
    distance = DistanceField(label="Distance")
    longest = DistanceField(label="Longest run")
    unusable = forms.ChoiceField(
        label="Leave it out, because", required=False, choices=[("", "it counts"), *UnusableReason.choices]
    )

    def __init__(self, *args: Any, start: date, known: HistoryWeek | None, unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.start, self.known, self.unit = start, known, unit
        self.end = start + WEEK - timedelta(days=1)
        if known is not None:
            self.initial = {
                "distance": said_in(known.distance_m, unit),
                "longest": said_in(known.longest_m, unit),
                "unusable": known.unusable,
            }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        distance, longest = cleaned.get("distance"), cleaned.get("longest")
        if longest is not None and distance is None and "distance" not in self.errors:
            self.add_error("distance", "Add the whole week’s distance.")
        elif longest is not None and distance is not None and longest > distance:
            self.add_error("longest", "The longest run is part of the week: it cannot be longer.")
        if distance is not None and (self._metres("distance") or 0) > LONGEST_WEEK_M:
            self.add_error("distance", "A week has 300 km at most. Look at the number and the unit.")
        return cleaned

    def week(self) -> HistoryWeek | None:
        """The week as typed; None for an empty row."""
        whole, longest = self._metres("distance"), self._metres("longest")
        if whole is None:
            return None
        return HistoryWeek(
            start=self.start,
            distance_m=whole,
            # Rounding on screen must not make the longest run longer than the week it belongs to.
            longest_m=None if longest is None else min(longest, whole),
            unusable=self.cleaned_data["unusable"],
        )

    def _metres(self, name: str) -> float | None:
        before = getattr(self.known, f"{name}_m") if self.known else None
        return metres_of(self.cleaned_data.get(name), unit=self.unit, before_m=before)


class HistoryGrid:
    """The weeks up to the one that holds `until`, oldest first."""

    def __init__(
        self, payload: Any = None, *, unit: str, week_start: str, until: date, athlete: Athlete | None = None
    ) -> None:
        last = week_of(until, week_start=week_start)
        starts = [last - WEEK * back for back in reversed(range(WEEKS))]
        known = _known_weeks(athlete, starts)
        self.rows = [
            WeekForm(payload, prefix=f"week{n}", start=row.start if row else start, known=row, unit=unit)
            for n, (start, row) in enumerate(zip(starts, known, strict=True))
        ]
        self.first, self.last = starts[0], last

    def is_valid(self) -> bool:
        return all(row.is_valid() for row in self.rows)

    def weeks(self) -> list[HistoryWeek]:
        return [week for row in self.rows if (week := row.week()) is not None]

    def cleared(self) -> list[date]:
        """The weeks whose distance was emptied; a row that the page never sent stays as it is."""
        return [row.start for row in self.rows if row.add_prefix("distance") in row.data and row.week() is None]

    @property
    def is_untouched(self) -> bool:
        """Nothing known and nothing typed: the page may fold it away."""
        return not any(row.is_bound and row.has_changed() for row in self.rows)

    @property
    def is_empty(self) -> bool:
        return not self.weeks()


def _known_weeks(athlete: Athlete | None, starts: Sequence[date]) -> list[HistoryWeek | None]:
    """For each week the stored row that begins in it: rows keep their own start when the week's first day changes."""
    if athlete is None or athlete.pk is None:
        return [None] * len(starts)
    rows = athlete.history_weeks.filter(start__gte=starts[0], start__lt=starts[-1] + WEEK).oldest_first()
    by_week = {(row.start - starts[0]).days // 7: row for row in rows}
    return [by_week.get(n) for n in range(len(starts))]
