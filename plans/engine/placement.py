"""On which days of a week the long run, the fast workout and the other runs stand.

Seven days are few: every arrangement that keeps the hard rules is scored, the best that holds the week's volume wins.
Days are offsets in the week, 0 the first; a set of days is a bit mask.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import nsmallest
from math import inf

from plans.engine.record import record

DAYS = 7
SUNDAY, SATURDAY = 6, 5
FEW_RUNS = 4
LONGEST_STREAK, GOOD_STREAK = 7, 6
RANKED = 24
IDLE_COST, LATE_COST, NEXT_LONG_COST, MOVED_COST = 100.0, 250.0, 50.0, 2.0
STREAK_COST, CROWDED_COST, EARLY_COST = 30.0, 60.0, 6.0

MASKS: tuple[tuple[int, ...], ...] = tuple(
    tuple(mask for mask in range(1 << DAYS) if mask.bit_count() == count) for count in range(DAYS + 1)
)

Key = tuple[float, int | None, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Layout:
    """The week's run days, and which of them are the key ones."""

    mask: int
    long: int | None = None
    fast: int | None = None
    second: int | None = None
    runs: tuple[int, ...] = field(init=False, compare=False)
    hard: tuple[int, ...] = field(init=False, compare=False)
    easy: tuple[int, ...] = field(init=False, compare=False)
    easiest_first: tuple[int, ...] = field(init=False, compare=False)  # easy runs, days without a run, the rest

    def __post_init__(self) -> None:
        runs = days_of(self.mask)
        hard = tuple(day for day in (self.long, self.fast, self.second) if day is not None)
        object.__setattr__(self, "runs", runs)
        object.__setattr__(self, "hard", hard)
        easy = tuple(day for day in runs if day not in hard)
        object.__setattr__(self, "easy", easy)
        rank = {day: 0 if day in easy else 1 if day not in runs else 2 for day in range(DAYS)}
        object.__setattr__(self, "easiest_first", tuple(sorted(rank, key=lambda day: (rank[day], day))))


@record
class Question:
    """What a week needs; hashable, because most weeks of a plan ask the same.

    `open`, `long_open`, `fast_open`, `available` are masks: days to run on, for each key run, and with any minutes at
    all. `gap` days lie between two hard days' dates at least, `fast_gap` between two fast workouts. `is_stiff`: the long
    run is a hard day. `usual_days`: where the long run and the fast workout stood last. `is_relaxed`: no arrangement keeps the gap, so the widest is taken (SPACING_RELAXED). `since_hard`,
    `since_fast`: days from the last such day to the week's first; `streak` and `idle`: days with and without running
    just before it. `next_hard`: a day after the week on which its next hard one has to stand; `next_runs`: so many days to run on begin
    the next week, with days away after them. `start_by`: the first run since the race is still to come, and comes no later. `is_early`: the legs
    have only begun to run again, so that a day lies between two runs where others will do.
    """

    length: int = DAYS
    first_weekday: int = 0
    open: int
    long_open: int
    fast_open: int
    available: int = (1 << DAYS) - 1
    runs: int
    needs_long: bool = True
    needs_fast: bool = True
    needs_second: bool = False
    gap: int = 2
    fast_gap: int = 2
    is_stiff: bool = True
    is_relaxed: bool = False
    forced: int | None = None
    long_weekday: int | None = None
    fast_weekdays: tuple[int, ...] = ()
    usual_days: tuple[int | None, int | None] | None = None
    since_hard: int = 9
    since_fast: int = 9
    streak: int = 0
    idle: int = 0
    idle_limit: int = 3
    start_by: int | None = None
    is_early: bool = False
    next_hard: int | None = None
    next_runs: int = 0


def days_of(mask: int) -> tuple[int, ...]:
    return tuple(day for day in range(DAYS) if mask >> day & 1)


def mask_of(days: Sequence[int]) -> int:
    return sum(1 << day for day in set(days))


@lru_cache(maxsize=4096)
def best_layout(question: Question) -> tuple[float, Layout] | None:
    """The arrangement that costs least, with its cost; None where none keeps the hard rules."""
    best_cost, best = inf, None
    for key in sorted(_keys(question), key=_by_cost):
        if key[0] + _LEAST_RHYTHM >= best_cost:
            break
        for cost, mask in _masks(key, question, below=best_cost):
            if cost < best_cost:
                best_cost, best = cost, (mask, *key[1:])
    return (best_cost, Layout(*best)) if best else None


@lru_cache(maxsize=1024)
def ranked_layouts(question: Question) -> tuple[tuple[float, Layout], ...]:
    """The best few arrangements, best first: for a week whose best one cannot hold its volume."""
    found = ((cost, (mask, *key[1:])) for key in _keys(question) for cost, mask in _masks(key, question, below=inf))
    return tuple((cost, Layout(*place)) for cost, place in nsmallest(RANKED, found, key=lambda pair: pair[0]))


def _by_cost(key: Key) -> tuple[float, ...]:
    return (key[0], *(-1 if day is None else day for day in key[1:]))


def _keys(question: Question) -> Iterator[Key]:
    """Days for the key runs that keep the hard rules, each with its cost."""
    for long in _long_days(question):
        long_cost = _long_cost(long, question)
        for fast in _fast_days(question, long):
            cost = long_cost + _fast_cost(fast, long, question)
            if not question.needs_second:
                yield (cost, long, fast, None)
                continue
            for second in _second_days(question, long, fast):
                order = 0.0 if fast is not None and fast < second else 2.0
                yield (cost + order + abs((second - (fast or 0)) % DAYS - 3), long, fast, second)


def _long_days(question: Question) -> Iterator[int | None]:
    if not question.needs_long:
        yield None
        return
    for day in days_of(question.long_open & question.open):
        # Never on the day after a fast workout, hard or not (0.2).
        rested = question.since_hard + day >= question.gap or not question.is_stiff
        if question.since_fast + day > 1 and (rested or question.is_relaxed):
            yield day


def _fast_days(question: Question, long: int | None) -> Iterator[int | None]:
    if not question.needs_fast:
        yield None
        return
    for day in days_of(question.fast_open):
        if day == long or (long is not None and day == long - 1 and not question.is_relaxed):
            continue
        gap = question.gap if question.is_stiff else 1
        apart = long is None or abs(day - long) >= gap
        rested = question.since_hard + day >= question.gap and question.since_fast + day >= question.fast_gap
        if (apart and rested) or question.is_relaxed:
            yield day


def _second_days(question: Question, long: int | None, fast: int | None) -> Iterator[int]:
    apart = max(question.gap, question.fast_gap)
    for day in _fast_days(question, long):
        if day is not None and fast is not None and min((day - fast) % DAYS, (fast - day) % DAYS) >= apart:
            yield day


def _long_cost(long: int | None, question: Question) -> float:
    if long is None:
        return 0.0
    weekday = (question.first_weekday + long) % DAYS
    moved = MOVED_COST * (question.usual_days is not None and long != question.usual_days[0])
    if question.long_weekday is not None:
        return moved + (0.0 if weekday == question.long_weekday else 40.0)
    return moved + {SUNDAY: 0.0, SATURDAY: 3.0}.get(weekday, 20.0)


def _fast_cost(fast: int | None, long: int | None, question: Question) -> float:
    """Midweek, half-way between two long runs, unless a club night says otherwise; the week is taken to repeat."""
    if fast is None:
        return 0.0
    weekday = (question.first_weekday + fast) % DAYS
    cost = 30.0 if question.fast_weekdays and weekday not in question.fast_weekdays else 0.0
    cost += MOVED_COST * (question.usual_days is not None and fast != question.usual_days[1])
    if long is None:
        return cost
    before, after = (long - fast) % DAYS, (fast - long) % DAYS
    cost += {3: 0.0, 4: 1.0, 2: 2.5, 5: 4.0}.get(after, 8.0)
    cost += NEXT_LONG_COST * _crowds_next_long(max(fast, long), question)
    if question.is_relaxed:
        return cost + 60.0 * (before == 1) + 25.0 * (after == 1)
    gap = question.gap if question.is_stiff else 1
    return cost + 200.0 * (before == 1) + 120.0 * (min(before, after) < gap)


def _crowds_next_long(last_hard: int, question: Question) -> bool:
    """Whether the week's last hard day stands too near to the long run's day in the next week."""
    if question.next_hard is not None:
        return question.next_hard - last_hard < question.gap
    usual = SUNDAY if question.long_weekday is None else question.long_weekday
    return question.length + (usual - question.first_weekday) % DAYS - last_hard < question.gap


def _masks(key: Key, question: Question, *, below: float) -> Iterator[tuple[float, int]]:
    """Run days around the key ones, each with the whole cost, as far as it is below the bound."""
    cost, long, fast, second = key
    keys = mask_of([day for day in (long, fast, second, question.forced) if day is not None])
    needed = question.runs - keys.bit_count()
    if needed < 0:
        return
    closed = ~question.open | keys
    rhythm = _RHYTHM if question.length == DAYS else _short_rhythm(question.length)
    for extra in MASKS[needed]:
        mask = keys | extra
        total = cost + rhythm[mask] + _around_long(long, mask)
        if extra & closed or total >= below or question.streak + _LEADING[mask] > LONGEST_STREAK:
            continue
        total += _idle_cost(mask, question) + STREAK_COST * (question.streak + _LEADING[mask] > GOOD_STREAK)
        total += CROWDED_COST * (question.next_runs > 0 and _trailing(mask, question) > LONGEST_STREAK)
        if total < below:
            yield total, mask


def _around_long(long: int | None, mask: int) -> float:
    """Rest is best before the long run or after it."""
    if long is None:
        return 0.0
    return -1.5 * (not mask >> (long + 1) % DAYS & 1) - 1.0 * (not mask >> (long - 1) % DAYS & 1)


def _idle_cost(mask: int, question: Question) -> float:
    """INV-04 counts the days on which the athlete could have run; after the race the break has an end, too."""
    idle, cost = question.idle, 0.0
    for day in range(question.length):
        if mask >> day & 1:
            idle = 0
        elif question.available >> day & 1:
            idle += 1
            cost += IDLE_COST * (idle > question.idle_limit)
    first = (mask & -mask).bit_length() - 1
    cost += EARLY_COST * (question.is_early and _begins_in_a_row(mask, question))
    return cost + LATE_COST * (question.start_by is not None and first > question.start_by)


def _begins_in_a_row(mask: int, question: Question) -> bool:
    """Whether the first two runs since the race stand on consecutive days; later on, the week's first after the eve's."""
    first = mask & -mask
    return bool(mask & first << 1) if question.start_by is not None else question.streak > 0 and first == 1


def _rhythm_cost(mask: int, length: int) -> float:
    """Rest spread over the week: not four days running, not three days idle; few runs stand apart."""
    cost = 0.0
    if mask.bit_count() <= FEW_RUNS:
        cost += 2.5 * sum(mask >> day & mask >> (day + 1) % DAYS & 1 for day in range(DAYS))
    for day in range(length):
        ahead = [mask >> (day + step) % DAYS & 1 for step in (1, 2, 3)]
        if mask >> day & 1:
            cost += 2.0 * all(ahead)
        else:
            cost += 1.5 * (not any(ahead[:2])) + 6.0 * (not any(ahead))
    return cost


@lru_cache
def _short_rhythm(length: int) -> tuple[float, ...]:
    return tuple(_rhythm_cost(mask, length) for mask in range(1 << DAYS))


def _leading(mask: int) -> int:
    """Days with running in a row from the first day on."""
    return next((day for day in range(DAYS) if not mask >> day & 1), DAYS)


def _trailing(mask: int, question: Question) -> int:
    """Days with running in a row over the week's end, if all days are used that the next one begins with."""
    last = next((day for day in range(question.length) if not mask >> question.length - 1 - day & 1), question.length)
    return last + question.next_runs


_RHYTHM = _short_rhythm(DAYS)
_LEAST_RHYTHM = min(_RHYTHM) - 2.5
_LEADING = tuple(_leading(mask) for mask in range(1 << DAYS))
