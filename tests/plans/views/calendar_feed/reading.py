from datetime import UTC, datetime, timedelta

from django.urls import reverse
from icalendar import Calendar

from plans.models import CalendarFeed
from tests.plans.published import MONDAY

SUNDAY = MONDAY + timedelta(days=6)
AT = datetime(2026, 12, 20, 8, 0, tzinfo=UTC)
SPRING = {"spring_plan": {"start": "2027-01-25", "weeks": 12}}


def address_of(athlete) -> str:
    return reverse("plans:calendar_feed", args=[CalendarFeed.objects.get(athlete=athlete).token])


def events(answer):
    return Calendar.from_ical(answer.content).walk("VEVENT")


def by_title(answer):
    return {str(event["summary"]): event for event in events(answer)}


def sequences(answer):
    return {str(event["uid"]): event["sequence"] for event in events(answer)}
