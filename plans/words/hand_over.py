"""From the last week of the off-season into the spring plan: the same words on pages, in mail and in a calendar."""

from datetime import date

from plans.words.wording import distance, long_day


def title(start: date, *, today: date) -> str:
    days = (start - today).days
    if days > 1:
        return f"Your spring plan starts on {long_day(start)}"
    if days == 1:
        return "Tomorrow your spring plan starts"
    return "Your spring plan starts today" if days == 0 else f"Your spring plan started on {long_day(start)}"


def week1(week1_m: float, long_m: float, unit: str, *, week: int = 1, of: int = 0) -> str:
    """What it begins with; `of`: the whole plan's weeks, for who joins it later."""
    asks = f"asks for about {distance(week1_m, unit)}, with a long run of {distance(long_m, unit)}"
    if week > 1:
        return f"You join it in week {week} of {of}, which {asks}. Leave out the weeks before it."
    return f"Week 1 {asks}."


def arrive(volume: str, longest: str, *, was_run: bool) -> str:
    """What stands behind the athlete: run, or, where nothing was logged, planned."""
    if was_run:
        return f"You arrive with {volume} in the fullest of your last three weeks, and a longest run of {longest}."
    return f"You arrive by plan with {volume} in the fullest of the last three weeks, and a longest run of {longest}."


def missing(coach: str) -> str:
    """Nobody has said where the plan is."""
    if coach:
        return f"Where the plan itself is, {coach} has not said yet: ask for it before the first run."
    return "You have not said yet where the plan itself is: put its name or its link in on the season page."
