"""On which days of a week the long run, the fast workout and the other runs stand.

Seven days are few: every arrangement that keeps the hard rules is scored, the best that holds the week's volume wins.
Days are offsets in the week, 0 the first.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations

SUNDAY, SATURDAY = 6, 5
BLOCKED = 10_000.0
FEW_RUNS = 4


@dataclass(frozen=True, slots=True)
class Layout:
    runs: tuple[int, ...]
    long: int | None = None
    fast: int | None = None
    second: int | None = None
    hard: tuple[int, ...] = field(init=False, compare=False)
    easy: tuple[int, ...] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        hard = tuple(day for day in (self.long, self.fast, self.second) if day is not None)
        object.__setattr__(self, "hard", hard)
        object.__setattr__(self, "easy", tuple(day for day in self.runs if day not in hard))


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a week needs; hashable, because most weeks of a plan ask the same.

    `gap` days lie between two hard days' dates at least, `fast_gap` between two fast workouts. `relaxed`: no
    arrangement keeps the gap, so the widest is taken (SPACING_RELAXED). `stiff_long`: the long run is a hard day.
    """

    length: int
    first_weekday: int
    run_days: tuple[int, ...]
    fast_days: tuple[int, ...]
    long_days: tuple[int, ...]
    count: int
    needs_long: bool
    needs_fast: bool
    needs_second: bool = False
    gap: int = 2
    fast_gap: int = 2
    stiff_long: bool = True
    relaxed: bool = False
    long_wish: int | None = None
    fast_wishes: tuple[int, ...] = ()
    forced_run: int | None = None


def is_spaced(layout: Layout, question: Question) -> bool:
    return _spacing_cost(layout, question) < BLOCKED


@lru_cache(maxsize=2048)
def layouts(question: Question) -> tuple[tuple[float, Layout], ...]:
    """Every arrangement that answers the question, best first, with its cost."""
    found = [(_cost(layout, question), layout) for layout in _arrangements(question)]
    return tuple(sorted((pair for pair in found if pair[0] < BLOCKED), key=lambda pair: (pair[0], pair[1].runs)))


def _arrangements(question: Question) -> Iterator[Layout]:
    for long, fast, second in _key_days(question):
        keys = {day for day in (long, fast, second, question.forced_run) if day is not None}
        others = [day for day in question.run_days if day not in keys]
        if question.count < len(keys):
            continue
        for rest in combinations(others, question.count - len(keys)):
            yield Layout(runs=tuple(sorted((*keys, *rest))), long=long, fast=fast, second=second)


def _key_days(question: Question) -> Iterator[tuple[int | None, int | None, int | None]]:
    longs: Sequence[int | None] = question.long_days if question.needs_long else (None,)
    fasts: Sequence[int | None] = question.fast_days if question.needs_fast else (None,)
    seconds: Sequence[int | None] = question.fast_days if question.needs_second else (None,)
    for long in longs:
        for fast in fasts:
            for second in seconds:
                days = [day for day in (long, fast, second) if day is not None]
                if len(set(days)) == len(days):
                    yield long, fast, second


def _cost(layout: Layout, question: Question) -> float:
    return (
        _long_cost(layout, question)
        + _fast_cost(layout, question)
        + _spacing_cost(layout, question)
        + _rhythm_cost(layout, question)
    )


def _weekday(day: int, question: Question) -> int:
    return (question.first_weekday + day) % 7


def _long_cost(layout: Layout, question: Question) -> float:
    if layout.long is None:
        return 0.0
    weekday = _weekday(layout.long, question)
    if question.long_wish is not None:
        return 0.0 if weekday == question.long_wish else 40.0
    return {SUNDAY: 0.0, SATURDAY: 3.0}.get(weekday, 20.0)


def _fast_cost(layout: Layout, question: Question) -> float:
    """Midweek, half-way between two long runs, unless a club night says otherwise."""
    if layout.fast is None:
        return 0.0
    weekday = _weekday(layout.fast, question)
    wished = bool(question.fast_wishes) and weekday not in question.fast_wishes
    cost = 30.0 if wished else 0.0
    if layout.second is not None:
        cost += abs((layout.second - layout.fast) % 7 - 3) + (0 if layout.fast < layout.second else 2)
    if layout.long is not None:
        cost += {3: 0.0, 4: 1.0, 2: 2.5, 5: 4.0}.get((layout.fast - layout.long) % 7, 8.0)
    return cost


def _spacing_cost(layout: Layout, question: Question) -> float:
    """Hard days apart; the week is taken to repeat, so that the next one finds room."""
    cost = 0.0
    fasts = [day for day in (layout.fast, layout.second) if day is not None]
    if layout.long is not None:
        for fast in fasts:
            cost += _pair_cost(fast, layout.long, question)
    if len(fasts) == 2:  # noqa: PLR2004 - a pair
        near = min(abs(fasts[0] - fasts[1]), 7 - abs(fasts[0] - fasts[1]))
        cost += 0.0 if near >= max(question.gap, question.fast_gap) else BLOCKED
    return cost


def _pair_cost(fast: int, long: int, question: Question) -> float:
    before, after = (long - fast) % 7, (fast - long) % 7
    if question.relaxed:
        return 60.0 * (before == 1) + 25.0 * (after == 1)
    if before == 1 and fast < long:
        return BLOCKED
    gap = question.gap if question.stiff_long else 1
    inside = abs(long - fast)
    if inside < gap:
        return BLOCKED
    return 200.0 * (before == 1) + 120.0 * (min(before, after) < gap)


def _rhythm_cost(layout: Layout, question: Question) -> float:
    """Rest spread over the week: best before the long run or after it, never three days idle."""
    runs = set(layout.runs)
    cost = 0.0
    if layout.long is not None:
        cost -= 1.5 * ((layout.long + 1) % 7 not in runs)
        cost -= 1.0 * ((layout.long - 1) % 7 not in runs)
    if len(runs) <= FEW_RUNS:
        cost += 2.5 * sum((day + 1) % 7 in runs for day in runs)
    for day in range(question.length):
        here = day in runs
        ahead = [(day + step) % 7 in runs for step in (1, 2, 3)]
        cost += 2.0 * (here and all(ahead))
        cost += 1.5 * (not here and not any(ahead[:2])) + 6.0 * (not here and not any(ahead))
    return cost
