"""What is known of somebody who asks, as rows that are not stored yet, each figure with the words it came from."""

from dataclasses import dataclass

from athletes.forms.free_plan import tried
from athletes.models import Athlete, Coach, Race
from questions.models import MessageSource, Question
from questions.understand.prose import understand_all
from questions.understand.said import SaidRace, Understood

NAMELESS = frozenset({"", "a runner"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Asker:
    """`has_plan`: they sent along the free planner's result, which wins over what they wrote."""

    athlete: Athlete
    fall_race: Race | None
    a_race: Race | None
    said: Understood
    has_plan: bool


def asker_of(question: Question, *, coach: Coach) -> Asker:
    """A runner whom this coach could enter. Days are read as on the day of writing, where the coach lives."""
    said = said_in(question, coach=coach)
    athlete = Athlete(name=_name(question, said), time_zone=coach.user.time_zone, unit=coach.user.unit)
    plan = tried(question.plan_request, athlete=athlete)
    if plan is None and said.unit:
        athlete.unit = said.unit.value
    _fill_in(athlete, said)
    return Asker(
        athlete=athlete,
        fall_race=plan.fall_race if plan else race_of(said.fall_race),
        a_race=plan.a_race if plan else race_of(said.a_race),
        said=said,
        has_plan=plan is not None,
    )


def said_in(question: Question, *, coach: Coach) -> Understood:
    turns = question.messages.exclude(source=MessageSource.COACH).order_by("at", "pk")
    zone = coach.user.zone
    return understand_all((turn.text, turn.at.astimezone(zone).date()) for turn in turns)


def race_of(said: SaidRace | None) -> Race | None:
    if said is None:
        return None
    race = Race(name=said.name, status="finished" if said.is_over else "planned")
    if said.day:
        race.date = said.day.value
    if said.distance_m:
        race.distance_m = said.distance_m
    race.duration_s = said.result_s.value if said.result_s else None
    race.goal = said.goal.value if said.goal else ""
    return race


def _fill_in(athlete: Athlete, said: Understood) -> None:
    """What the words say and the plan did not."""
    if athlete.baseline_m is None and said.weekly_m:
        athlete.baseline_m = said.weekly_m.value
    long_m = said.long_m.value if said.long_m else None
    if athlete.baseline_long_m is None and long_m and long_m <= (athlete.baseline_m or long_m):
        athlete.baseline_long_m = long_m
    if athlete.usual_run_days is None and said.run_days:
        athlete.usual_run_days = said.run_days.value
    if athlete.years_running is None and said.years_running:
        athlete.years_running = said.years_running.value
    if not athlete.sex and said.sex:
        athlete.sex = said.sex.value


def _name(question: Question, said: Understood) -> str:
    """As they call themselves; the first half of an address is no name."""
    given = question.asker_name.strip()
    is_known = given.lower() not in NAMELESS and "@" not in given
    if is_known and given.lower() != question.asker_email.partition("@")[0].lower():
        return given
    return said.name.value if said.name else ""
