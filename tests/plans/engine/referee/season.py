"""The athlete, the races and the calendar behind a plan, from the request and the response's header."""

import math
from datetime import date
from functools import cached_property

from tests.plans.engine.referee.sheet import Session, Week
from tests.plans.engine.referee.tables import (
    DAY,
    LEVEL_DAYS,
    WEEKDAYS,
    Clearance,
    Document,
    recovery_row,
    span,
    stretch,
    to_date,
)


class Season:
    """A request and its response, with everything that is derived from both."""

    def __init__(self, request: Document, response: Document) -> None:
        self.request, self.response = request, response
        self.athlete: Document = request.get("athlete") or {}
        self.history: Document = request.get("history") or {}
        self.policy: Document = request.get("policy") or {}
        self.asked: Document = request.get("spring_plan") or {}
        self.fall: Document = request["fall_race"]
        self.status = response.get("status")
        self.flags = set(response.get("flags") or [])
        self.level = response.get("ability") or "intermediate"
        baseline = response.get("baseline") or {}
        self.usual_m = float(baseline.get("distance_m") or 0)
        self.usual_long_m = float(baseline.get("longest_m") or 0)
        self.cut: Document = response.get("cut") or {}
        self.cut_share = float(self.cut.get("value") or 0)
        self.spring: Document = response.get("spring_plan") or {}
        self.week1_m = float(self.spring.get("week1_m") or 0)
        self.week1_long_m = float(self.spring.get("week1_long_m") or 0)
        self.start = to_date(self.spring.get("start"))
        self.race_day = date.fromisoformat(self.fall["date"])
        self.a_day = date.fromisoformat(request["a_race"]["date"])
        self.a_km = request["a_race"]["distance_m"] / 1000
        self.weeks = [self._week(raw) for raw in response.get("weeks") or []]
        self.sessions = sorted(
            (session for week in self.weeks for session in week.sessions),
            key=lambda session: (session.day, session.order),
        )
        self.runs = [session for session in self.sessions if session.run]

    @staticmethod
    def _week(raw: Document) -> Week:
        sessions = [Session.of(session) for session in raw["sessions"]]
        first, last = date.fromisoformat(raw["start"]), date.fromisoformat(raw["end"])
        return Week(raw["index"], first, last, raw["phase"], raw["kind"], sessions, raw)

    # -- the athlete

    @cached_property
    def age(self) -> int | None:
        born = to_date(self.athlete.get("birth_date"))
        if not born:
            return None
        day = self.race_day
        return day.year - born.year - ((day.month, day.day) < (born.month, born.day))

    @property
    def settled_m(self) -> float:
        return (1 - self.cut_share) * self.usual_m

    @property
    def cut_outside(self) -> bool:
        """A coach's cut outside 0.20-0.40 (CUT_OVERRIDE)."""
        cut = self.policy.get("cut")
        return cut is not None and not 0.20 - 1e-9 <= cut <= 0.40 + 1e-9

    @property
    def returning(self) -> bool:
        return self.athlete.get("injury") == "returning"

    @property
    def low_frequency(self) -> bool:
        return "LOW_FREQUENCY" in self.flags

    @property
    def limited(self) -> bool:
        return "TIME_LIMITED" in self.flags

    def limit_s(self, day: date) -> float:
        """Seconds for running and gym on that date; 0 on a blackout."""
        if day in self.blackouts:
            return 0.0
        minutes = (self.athlete.get("available_min") or {}).get(WEEKDAYS[day.weekday()])
        return math.inf if minutes is None else 60.0 * minutes

    @cached_property
    def blackouts(self) -> set[date]:
        days: set[date] = set()
        for item in self.request.get("blackouts") or []:
            days.update(span(date.fromisoformat(item["start"]), date.fromisoformat(item["end"])))
        return days

    @property
    def home_s(self) -> float:
        minutes = self.athlete.get("home_min")
        return 60.0 * (20 if minutes is None else minutes)

    def usable(self, week: Week, at_least_s: float = 1) -> list[date]:
        return [day for day in week.days if self.limit_s(day) >= at_least_s]

    @cached_property
    def usual(self) -> tuple[int, int]:
        """Usual run days; unknown = the middle of 3.5's range, both roundings."""
        given = self.athlete.get("usual_run_days")
        if given is not None:
            return int(given), int(given)
        return LEVEL_DAYS[self.level]

    def holiday(self, week: Week) -> bool:
        return sum(day in self.blackouts for day in week.days) >= 3

    # -- races

    def factor(self, distance_km: float, effort: float, climb_m: float | None = None) -> float:
        """2.2."""
        add = 0.0
        if self.age is not None and self.age >= 50:
            add += 0.50 if self.age >= 60 else 0.25
        if self.level == "beginner" and distance_km >= 21:
            add += 0.25
        if climb_m and distance_km and climb_m / distance_km > 25:
            add += 0.25
        return min(1.5, 1 + add) * effort

    @cached_property
    def fall_km(self) -> float:
        if self.fall.get("status") == "dnf" and self.fall.get("covered_m") is not None:
            return float(self.fall["covered_m"]) / 1000
        return float(self.fall["distance_m"]) / 1000

    @cached_property
    def race_factor(self) -> float:
        effort = 0.5 if self.fall.get("effort") == "training" else 1.0
        return self.factor(self.fall_km, effort, self.fall.get("climb_m"))

    @property
    def dns(self) -> bool:
        return self.fall.get("status") == "dns"

    @cached_property
    def clearance(self) -> Clearance | None:
        if self.dns:
            return None
        return Clearance.of(self.race_day, self.fall_km, self.race_factor, self.policy.get("break_days") or 0)

    @cached_property
    def races(self) -> list[tuple[Session, Clearance, Document]]:
        """Races of the plan's sessions with their clearance (5.3.4)."""
        asked = {race["date"]: race for race in self.request.get("races_between") or []}
        out = []
        for session in self.sessions:
            if session.race:
                raw = asked.get(str(session.day), {})
                distance = (raw.get("distance_m") or session.quality_m or session.metres) / 1000
                effort = 0.5 if raw.get("priority") == "C" and distance <= 10 else 1.0
                out.append((session, Clearance.of(session.day, distance, self.factor(distance, effort)), raw))
        return out

    def touched(self, week: Week) -> bool:
        """The race's week, or a week that the race's clearance days touch."""
        return any(
            session.day <= week.end and week.start < session.day + DAY * clear.fast for session, clear, _ in self.races
        )

    # -- the season

    @cached_property
    def off_start(self) -> date:
        """5.1: the first day that belongs to a week."""
        first = self.next_week_start(self.race_day)
        leftover = (first - self.race_day).days - 1
        return self.race_day + DAY if leftover >= 4 else first

    def next_week_start(self, day: date) -> date:
        offset = (day.weekday() + 1) % 7 if self.athlete.get("week_start") == "sun" else day.weekday()
        return day + DAY * (7 - offset)

    @cached_property
    def row(self) -> list[float]:
        """2.4 for this athlete, one fraction per recovery week, before a break moves it."""
        if self.dns:
            return [0.65]
        row = recovery_row(self.fall_km)
        older = self.age is not None and self.age >= 50
        if self.fall_km >= 21 and (self.level == "beginner" or older or self.race_factor >= 1.25 - 1e-9):
            row = stretch(row, len(row) + 1)
        if self.fall.get("effort") == "training":
            row = stretch(row, math.ceil(len(row) / 2))
        return [fraction * 0.85 for fraction in row] if self.usual_m >= 130_000 else row

    @cached_property
    def shift(self) -> int:
        """Days by which a chosen break moves the table of 2.3 and the rows of 2.4."""
        rest = 0
        if not self.dns:
            rest = Clearance.of(self.race_day, self.fall_km, self.race_factor).rest_min
        return max(0, (self.policy.get("break_days") or 0) - rest)

    @cached_property
    def daily_ceiling(self) -> list[float]:
        """Ceiling of each day from the off-season's first day to the end of the moved row, in metres."""
        first = (self.next_week_start(self.race_day) - self.off_start).days or 7
        lengths = [first] + [7] * (len(self.row) - 1)
        days = [
            fraction * self.usual_m / 7
            for fraction, length in zip(self.row, lengths, strict=True)
            for _ in range(length)
        ]
        return [0.0] * self.shift + days

    @property
    def recovery_weeks(self) -> int:
        """R with the short week counted: the weeks that the moved row touches."""
        first = (self.next_week_start(self.race_day) - self.off_start).days or 7
        return 1 + max(0, math.ceil((len(self.daily_ceiling) - first) / 7))

    def recovery_ceiling(self, week: Week) -> float:
        days = self.daily_ceiling
        at = [(day - self.off_start).days for day in week.days]
        return sum(days[min(number, len(days) - 1)] for number in at)
