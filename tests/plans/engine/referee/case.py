"""A plan on the referee's table: what its weeks may grow to, how long its runs may be, which of them are hard."""

import math
from collections.abc import Callable
from datetime import date
from functools import cached_property

from tests.plans.engine.referee.season import Season
from tests.plans.engine.referee.sheet import Session, Week
from tests.plans.engine.referee.tables import DAY, HALF, LEVEL_DAYS, tol


class Case(Season):
    """A request and its response, with what the rules compare them with."""

    # -- growth

    def growth_limit(self, at: int) -> float | None:
        """INV-05 for the plan's week at this place of the list; None after four weeks without running."""
        week, before = self.weeks[at], self.weeks[max(0, at - 4) : at]
        best_m = max((earlier.total_m for earlier in before), default=0.0)
        if not best_m:
            return None
        plus = 3000.0
        if self.athlete.get("unit") == "min" and week.running_s:
            # Decided: 20 min or 3 km, whichever is more; 5.3 (17) has 20 min.
            plus = max(plus, 1200 * week.total_m / week.running_s)
        stepped = at >= 2 and before[-1].total_m > 1.10 * before[-2].total_m + tol(before[-2].total_m)
        limit = 1.10 * best_m
        if not (best_m < 25_000 and stepped):
            limit = max(limit, min(best_m + plus, 1.20 * best_m))
        last = before[-1]
        if last.recovery and not week.recovery:
            limit = max(limit, min(0.60 * self.usual_m, 1.25 * last.total_m + 3000))
        return limit

    @cached_property
    def maintenance(self) -> list[Week]:
        return [
            week
            for week in self.weeks
            if week.phase == "maintenance" and week.kind == "maintenance" and not self.holiday(week)
        ]

    @cached_property
    def settled(self) -> list[Week]:
        """Maintenance weeks that are not down, holiday or within the ramp from recovery."""
        out, ramp = [], True
        level = self.settled_m
        if self.limited:
            level = min(self.settled_m, max((week.total_m for week in self.maintenance), default=0.0))
        for at, week in enumerate(self.weeks):
            if week.phase != "maintenance" or week.kind != "maintenance":
                continue
            limit = self.growth_limit(at)
            ramp = ramp and limit is not None and limit < level - tol(level)
            if not ramp and not self.holiday(week):
                out.append(week)
        return out

    # -- runs

    @cached_property
    def time_cap_s(self) -> float:
        if self.a_km >= 50:
            return 180 * 60.0
        return 60.0 * (120 if self.level == "beginner" else 150)

    @cached_property
    def history_runs(self) -> list[tuple[date, float]]:
        """Longest runs known before the plan, with the date on which they count at the latest."""
        out: list[tuple[date, float]] = []
        weeks = self.history.get("weeks") or []
        for raw in weeks:
            end = min(date.fromisoformat(raw["start"]) + DAY * 6, self.race_day)
            out.append((end, raw.get("longest_m") or 0))
        block = max([self.usual_long_m, *(metres for _, metres in out)])
        for given in (self.history.get("longest_30d_m"), self.history.get("baseline_long_m")):
            if given:
                out.append((self.race_day, given))
                block = max(block, given)
        # Decided: of a race that was not started the block before it is remembered on that day, as after a long race.
        out.append((self.race_day, block if self.dns or self.fall_km >= 30 else self.fall_km * 1000))
        if not weeks:
            out.append((self.race_day, self.usual_long_m))
        return out

    def grid(self, run: Session) -> float:
        """The step to which a run is rounded (5.3.18): 0.5 km, 0.5 mi or 5 min, in metres."""
        return {"mi": 804.672, "min": 300 / run.pace}.get(self.athlete.get("unit") or "km", 500.0)

    def spike_limit(self, run: Session) -> float | None:
        """INV-14: the longest run allowed on that date."""
        first = run.day - DAY * 30
        seen = [metres for day, metres in self.history_runs if first <= day < run.day]
        for session in self.runs:
            if (first <= session.day < run.day) or (session.day == run.day and session.order < run.order):
                block = max(
                    (other.metres for other in self.runs if other.day < session.day and not other.race), default=0
                )
                seen.append(block if session.race and session.metres >= 30_000 else session.metres)
        return max(1.10 * max(seen), max(seen) + 1000) if seen else None

    @cached_property
    def run_day_range(self) -> tuple[int, int]:
        """INV-29 before its exceptions."""
        low_level, high_level = LEVEL_DAYS[self.level]
        few, many = self.usual
        if self.level == "advanced" and many >= 7:
            high_level = 7
        low = min(few, max(3, math.ceil(0.7 * few - 1e-9), low_level))
        high = min(many, max(high_level, math.ceil(0.7 * many - 1e-9)))
        return low, high

    def shortenable(self, week: Week, run: Session) -> bool:
        """0.2: could a free day or a double have shortened this run?"""
        free = [day for day in self.usable(week, 1200) if day not in week.run_days]
        many = len(week.run_days)
        most = self.run_day_range[1]
        if week.recovery and week.index <= 2 and not self.dns and self.fall_km >= 0.999 * HALF:
            most = 4
        if free and many < most and many + 1 < len(week.days):
            return True
        alone = sum(session.day == run.day for session in week.runs) == 1
        return week.total_m >= 110_000 and many >= 6 and alone

    def hard(self, week: Week, session: Session) -> bool:
        """0.2: a hard session."""
        if session.fast:
            return True
        if not session.run or self.eased(week, session):
            return False
        key = session is week.longest
        if (key or session.kind == "long") and (session.quality_m or session.quality_s):
            return True
        if key and session.metres >= 0.28 * week.total_m - 1 and session.seconds >= 3600:
            return True
        return session.seconds >= 5400 and (key or session.kind == "long" or self.shortenable(week, session))

    def eased(self, week: Week, session: Session) -> bool:
        """INV-39: a last long run of at most 90 min without quality is not a hard day."""
        last = self.start is not None and (self.start - session.day).days < 2
        return (
            last
            and (session.kind == "long" or session is week.longest)
            and session.seconds <= 5400
            and not (session.quality_s or session.quality_m)
        )

    @cached_property
    def hard_sessions(self) -> list[Session]:
        return [session for week in self.weeks for session in week.runs if self.hard(week, session)]

    def back_to_back(self, a: date, b: date) -> bool:
        """3.5: two long runs in a row, only in rebuild and before a race of 50 km or more."""
        week = next((week for week in self.weeks if week.start <= b <= week.end), None)
        if self.a_km < 50 or not week or week.phase != "rebuild":
            return False
        first = [session for session in self.runs if session.day == a and session.kind == "long"]
        second = [session for session in self.runs if session.day == b and session.kind == "long"]
        return bool(first and second) and second[0].metres <= 0.60 * first[0].metres + tol(first[0].metres)

    def cleared(self, week: Week, days: str) -> bool:
        """Is the whole week on or after the clearance day of that name?"""
        if self.clearance is None:
            # Decided: a chosen break holds without a race, too, and comes before everything else.
            return week.start > self.race_day + DAY * (self.policy.get("break_days") or 0)
        return week.start >= self.race_day + DAY * int(getattr(self.clearance, days))

    @cached_property
    def quality_from(self) -> date:
        """5.3.9: returning from injury, quality comes back after 2 weeks at half of the old volume."""
        if not self.returning:
            return date.min
        half = [week for week in self.weeks if week.total_m >= 0.5 * self.usual_m]
        return half[1].end + DAY if len(half) > 1 else date.max


Rule = Callable[[Case], list[str] | None]
"""The breaches of one invariant; None where the plan has nothing to judge."""
