"""How numbers are said to an athlete, in the unit they think in."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from plans.engine.policy import KM, MILE_M, MINUTE_S
from plans.engine.request import Unit

DAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@lru_cache(maxsize=4096)
def say_distance(metres: float, unit: Unit) -> str:
    size, name = (MILE_M, "mi") if unit == "mi" else (KM, "km")
    return f"{metres / size:.1f}".removesuffix(".0") + f" {name}"


def say_week(metres: float, unit: Unit, *, easy_s_per_km: float) -> str:
    """A week's volume; time-based athletes hear hours and minutes."""
    if unit != "min":
        return say_distance(metres, unit)
    return say_minutes(metres / KM * easy_s_per_km)


@lru_cache(maxsize=4096)
def say_minutes(seconds: float) -> str:
    minutes = round(seconds / MINUTE_S)
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02d}" if hours else f"{minutes} min"


def say_day(day: date) -> str:
    return f"{day.day} {day:%B}"


def say_share(share: float) -> str:
    return f"{share * 100:.0f}%"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """How one athlete hears volumes and distances where a round number will do."""

    unit: Unit = "km"
    easy_s_per_km: float = 360.0

    def week(self, metres: float) -> str:
        if self.unit == "min":
            return say_minutes(metres / KM * self.easy_s_per_km)
        size = MILE_M if self.unit == "mi" else KM
        return say_distance(round(metres / size) * size, self.unit)

    def race(self, metres: float) -> str:
        """Whole kilometres; miles to the tenth, or a 10 km race would be one of six miles."""
        return say_distance(metres if self.unit == "mi" else round(metres / KM) * KM, self.unit)
