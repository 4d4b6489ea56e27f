"""How training is named in a calendar, and how to bring it there."""

from typing import Final, NamedTuple

NAME: Final = "Off-season training"
DISCREET_NAME: Final = "Training"
DISCREET_SESSION: Final = "Training"
DISCREET_RACE: Final = "Race"
RACE_WEEK: Final = "Race week"
DISCREET_SPRING: Final = "Training plan begins"
RACE_TEXT: Final = {"A": "Your A race: the goal.", "B": "A race that matters.", "C": "A race for fun."}


def name_of(*, is_discreet: bool) -> str:
    return DISCREET_NAME if is_discreet else NAME


class Program(NamedTuple):
    """A calendar program, and the way to subscribe in it."""

    name: str
    steps: tuple[str, ...]
    note: str


PROGRAMS: Final = (
    Program(
        "Apple Calendar",
        (
            "On the iPhone, iPad or Mac press “Subscribe in Apple Calendar” above and confirm.",
            "Or by hand: copy the address, and paste it on the iPhone at Calendars, Add Calendar, Add Subscription Calendar,",
            "on the Mac at File, New Calendar Subscription.",
        ),
        "It looks for changes as often as you tell it to: hourly is plenty.",
    ),
    Program(
        "Google Calendar",
        (
            "Copy the address.",
            "Open calendar.google.com on a computer. The app cannot do this step, and shows the calendar afterwards.",
            "Beside “Other calendars” press +, then “From URL”.",
            "Paste the address and press “Add calendar”.",
        ),
        "Google looks for changes only a few times a day. A move can take until the next morning to show; here it shows at once.",
    ),
    Program(
        "Outlook",
        (
            "Copy the address.",
            "Open outlook.com or Outlook on the web, then the calendar.",
            "Press “Add calendar”, then “Subscribe from web”.",
            "Paste the address, give it a name and press “Import”.",
        ),
        "Outlook looks for changes every few hours.",
    ),
)


def spring_begins(name: str) -> str:
    return f"Your spring plan begins: {name}" if name else "Your spring plan begins"


def place_in_day(number: int, of: int) -> str:
    """Where a session stands among those of its day; nothing where it is alone."""
    return f"{number} of {of} on this day." if of > 1 else ""
