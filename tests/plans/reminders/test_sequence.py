"""Many weeks of reminders, while the athlete travels, changes day and hour, and workers come late."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import given, settings
from hypothesis import strategies as st

from athletes.send_time import PAUSE, Told, next_send
from plans.reminders.choice import start_to_tell

WEEK = timedelta(days=7)
ZONES = sorted(available_timezones() - {"localtime"})
FIRST = datetime(2024, 1, 1, tzinfo=UTC)

choices = st.fixed_dictionaries(
    {"weekday": st.integers(0, 6), "hour": st.integers(0, 23), "zone": st.sampled_from(ZONES).map(ZoneInfo)}
)
changes = st.lists(st.tuples(st.integers(0, 60 * 24 * 60), choices), min_size=1, max_size=5)
# Once, at this mail, workers come so much too late.
outages = st.tuples(st.integers(0, 6), st.integers(0, 6 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes)))


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def run(begin, changes, outage=(0, timedelta(0))):
    """What is told in fourteen weeks: moments, the athlete's day, and the Monday of the week. The clock never goes back."""
    steps = sorted(((begin + timedelta(minutes=minute), wish) for minute, wish in changes), key=lambda step: step[0])
    (now, wish), steps = steps[0], steps[1:]
    told: Told | None = None
    sent: list[tuple[datetime, date, date]] = []
    due = next_send(now, told=told, **wish)
    while now < begin + 14 * WEEK:
        if steps and steps[0][0] < due:
            now, wish = steps.pop(0)
            due = next_send(now, told=told, **wish)
            continue
        now = due + (outage[1] if len(sent) == outage[0] else timedelta(seconds=40))
        today, due_on = (moment.astimezone(wish["zone"]).date() for moment in (now, due))
        starts = [monday_of(today), monday_of(today) + WEEK]
        start = start_to_tell(starts, due_on=due_on, today=today, told=told and told.week)
        if start:
            told = Told(now, start)
            sent.append((now, today, start))
        due = next_send(now, told=told, **wish)
    return sent


@settings(max_examples=400, deadline=None)
@given(
    begin=st.integers(0, 9 * 365).map(lambda days: FIRST + timedelta(days=days)),
    changes=changes,
    outage=outages,
)
def test_no_week_is_told_twice_or_passed_over_and_none_comes_within_six_days(begin, changes, outage):
    sent = run(begin, changes, outage)
    moments = [moment for moment, _, _ in sent]
    weeks = [week for _, _, week in sent]

    steps = [later - earlier for earlier, later in pairwise(weeks)]
    during = outage[0] - 1  # so late a run finds another week, when the one it was for is over
    assert all(step == WEEK or n == during for n, step in enumerate(steps))
    assert min(steps) == WEEK
    assert all(later - earlier >= PAUSE for earlier, later in pairwise(moments))
    assert all(today <= week + timedelta(days=6) for _, today, week in sent)


@settings(max_examples=200, deadline=None)
@given(begin=st.integers(0, 9 * 365).map(lambda days: FIRST + timedelta(days=days)), wish=choices)
def test_who_changes_nothing_is_reminded_at_the_same_hour_of_the_same_day(begin, wish):
    sent = run(begin, [(0, wish)])

    assert len({today.weekday() for _, today, _ in sent[1:]}) == 1
    assert all(later - earlier <= WEEK + timedelta(days=1) for (earlier, _, _), (later, _, _) in pairwise(sent))
