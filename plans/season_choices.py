"""What a coach chooses for many off-seasons at once, and for one of them: a request with it in it.

The athlete's own baseline, days and unit stay as they are; so does whatever is left open here.
"""

from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any, Final, Self

Json = dict[str, Any]

KEEP_DRAFT: Final = "keep"
NEW_DRAFT: Final = "new"
# Plans that need no further word, those that want a way out, and those that go out with a reason all the same.
READY: Final = frozenset({"OK", "SPLIT", "MULTI_RACE"})
WITH_WAYS: Final = frozenset({"UNDERPREPARED", "RECOVERY_ONLY", "NO_OFFSEASON", "INFEASIBLE"})
SHORT: Final = frozenset({"UNDERPREPARED", "RECOVERY_ONLY"})


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedChoices:
    """For all of a batch. None: as it is for each athlete, or by the rules."""

    comfort: int | None = None
    spring_weeks: int | None = None
    long_run_every: int | None = None
    break_days: int | None = None
    second_fast: bool = False
    note: str = ""

    @classmethod
    def from_json(cls, stored: Json) -> Self:
        return cls(**_known(cls, stored))

    def as_json(self) -> Json:
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnChoices:
    """For one athlete, over the shared ones.

    `way` is the code of a way out that the answer offers, `reason` why a plan is right that falls short. `draft` says
    what becomes of one that the coach worked on, which is number `draft_number`: without a word it stays untouched.
    `asks_ways`: the page is to show the ways out.
    """

    cut: float | None = None
    spring_weeks: int | None = None
    way: str = ""
    reason: str = ""
    draft: str = ""
    draft_number: int | None = None
    asks_ways: bool = False

    @classmethod
    def from_json(cls, stored: Json) -> Self:
        return cls(**_known(cls, stored))

    def as_json(self) -> Json:
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """What came of the choices, before anything is stored.

    `way` is the way out that was taken: none where it was not needed, or is not offered any more. `is_draft`: it is
    the coach's own draft, as it stands. `has_ways`: ways out were looked for.
    """

    request: Json
    response: Json
    way: str = ""
    is_draft: bool = False
    has_ways: bool = False

    @property
    def lacks_ways(self) -> bool:
        """Does it fall short, and nobody has looked yet what would help?"""
        return not self.has_ways and self.status in WITH_WAYS

    @property
    def status(self) -> str:
        return str(self.response["status"] or "")

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and the last one."""
        weeks = self.response["weeks"]
        return (date.fromisoformat(weeks[0]["start"]), date.fromisoformat(weeks[-1]["end"])) if weeks else None


def with_choices(request: Json, shared: SharedChoices, own: OwnChoices) -> Json:
    """The request of `plan_request` as the coach wants it."""
    athlete: Json = {"comfort": shared.comfort, "long_run_every": shared.long_run_every}
    policy: Json = {"cut": own.cut, "break_days": shared.break_days, "second_fast": shared.second_fast or None}
    chosen = request | {
        "athlete": request["athlete"] | _said(athlete),
        "spring_plan": request["spring_plan"] | _said({"weeks": own.spring_weeks or shared.spring_weeks}),
        "policy": request["policy"] | _said(policy),
    }
    return chosen | {"note": shared.note} if shared.note else chosen


def _said(choices: Json) -> Json:
    return {name: value for name, value in choices.items() if value is not None}


def _known(cls: Any, stored: Json) -> Json:
    names = {field.name for field in fields(cls)}
    return {name: value for name, value in stored.items() if name in names}
