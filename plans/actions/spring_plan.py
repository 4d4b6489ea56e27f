from plans.models import OffSeason


def say_what_follows(off_season: OffSeason, *, name: str, link: str) -> None:
    """Where the spring plan is. It is no part of any version: what is published stays, and leads there from now on."""
    off_season.spring_plan_name, off_season.spring_plan_link = name, link
    off_season.save(update_fields=["spring_plan_name", "spring_plan_link"])
