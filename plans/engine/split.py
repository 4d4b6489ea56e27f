"""How far each run of the week goes, once its days are known: whole grid steps that add up to the week."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heapreplace
from math import ceil, floor, inf

from plans.engine.grid import DUST, Grid
from plans.engine.placement import Layout
from plans.engine.policy import DEFAULT_POLICY

HALF_MILE_M = 800.0
SPIKE, SPIKE_M = DEFAULT_POLICY.long_run.spike, DEFAULT_POLICY.long_run.spike_allowance_m
SHRINKS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What the week's runs may measure, in metres.

    `long_wish_m` is what the long run should be, `long_high_m` what it may be. `share` is its largest part of the week,
    and from `hard_long_m` on it is a hard day. At `long_bound_m` it need not stand out from the others (INV-11).
    `fast_m` are the least and the most that the fast workout can be with its frame.
    """

    target_m: float
    share: float
    long_wish_m: float
    long_high_m: float
    over_mean: float
    hard_long_m: float = inf
    long_bound_m: float = inf
    spike_m: float = inf
    fast_m: tuple[float, float] = (0.0, 0.0)
    fixed_m: float = 0.0
    second_m: float = 0.0
    easy_low_m: float = 0.0
    easy_high_m: float = 0.0
    room_m: Mapping[int, float]
    weights: Mapping[int, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """Metres by day; `lost_m` is the volume that found no room, below zero what the smallest runs add too much."""

    metres: Mapping[int, float]
    lost_m: float

    @property
    def total_m(self) -> float:
        return sum(self.metres.values())


def share_out(layout: Layout, bounds: Bounds, grid: Grid) -> Shares:
    """Long run first, then the easy runs, and the fast workout takes up what rounding leaves."""
    shares = _shared(layout, bounds, bounds.target_m, grid)
    for _ in range(SHRINKS):
        if shares.metres.get(layout.long or 0, 0.0) <= bounds.share * shares.total_m + max(
            grid.run_m / 4, grid.coarse_m
        ):
            break
        # A smaller week also has a smaller long run: its share is judged against what is really run.
        shares = _shared(layout, bounds, min(bounds.target_m, shares.total_m), grid)
    return Shares(metres=shares.metres, lost_m=bounds.target_m - shares.total_m)


def _shared(layout: Layout, bounds: Bounds, target_m: float, grid: Grid) -> Shares:
    long_steps, high_steps = _long_steps(layout, bounds, target_m, grid)

    def is_good(steps: int) -> bool:
        found = _with_long(layout, bounds, target_m, grid, steps)
        return target_m - sum(found.values()) < grid.run_m / 2 and _is_longest(layout, found, bounds)

    # A longer long run leaves less to the other days, so the shortest good one is found by halving.
    tried = range(long_steps, high_steps)
    long_steps = long_steps if is_good(long_steps) else long_steps + bisect_left(tried, True, key=is_good)
    metres = _with_long(layout, bounds, target_m, grid, long_steps)
    if _is_longest(layout, metres, bounds):
        return Shares(metres=metres, lost_m=target_m - sum(metres.values()))
    # The long run may not grow, so the others give way (INV-11).
    top_m = long_steps * grid.run_m / bounds.over_mean
    low_m, high_m = bounds.fast_m
    fast_m = (low_m, max(low_m, min(high_m, top_m)))
    capped = replace(bounds, easy_high_m=min(bounds.easy_high_m, top_m), fast_m=fast_m)
    metres = _with_long(layout, capped, target_m, grid, long_steps)
    return Shares(metres=metres, lost_m=target_m - sum(metres.values()))


def _long_steps(layout: Layout, bounds: Bounds, target_m: float, grid: Grid) -> tuple[int, int]:
    if layout.long is None:
        return 0, 0
    high_m = min(bounds.long_high_m, bounds.share * target_m + grid.coarse_m, bounds.room_m[layout.long])
    high = max(1, grid.down(high_m))
    return min(max(1, grid.near(bounds.long_wish_m)), high), high


def _is_longest(layout: Layout, metres: Mapping[int, float], bounds: Bounds) -> bool:
    if layout.long is None or len(metres) == 1:
        return True
    others = [run for day, run in metres.items() if day != layout.long]
    # The week's other runs also raise what INV-14 allows.
    spike_m = max(bounds.spike_m, SPIKE * max(others), max(others) + SPIKE_M)
    if metres[layout.long] >= min(bounds.long_bound_m, spike_m) - HALF_MILE_M:
        return metres[layout.long] >= max(others)
    mean_m = sum(others) / len(others)
    return metres[layout.long] >= max(bounds.over_mean * mean_m, *others) - 1


def _with_long(layout: Layout, bounds: Bounds, target_m: float, grid: Grid, long_steps: int) -> dict[int, float]:
    metres: dict[int, float] = {}
    top_m = bounds.easy_high_m
    if layout.long is not None:
        metres[layout.long] = long_steps * grid.run_m
        # An equal run would be as hard as the long run is.
        below_m = grid.run_m if metres[layout.long] >= bounds.hard_long_m else 0.0
        top_m = min(top_m, metres[layout.long] - below_m)
    if layout.second is not None:
        metres[layout.second] = bounds.second_m
    left_m = target_m - sum(metres.values()) - bounds.fixed_m
    fast_m = _fast_guess(layout, bounds, left_m)
    easy = _easy_steps(layout, bounds, left_m - fast_m, grid, top_m)
    metres.update({day: steps * grid.run_m for day, steps in easy.items()})
    if layout.fast is not None and bounds.fast_m[1]:
        rest_m = left_m - sum(easy.values()) * grid.run_m
        metres[layout.fast] = grid.workout(_fast_within(layout, bounds, rest_m, metres))
    elif layout.fast is not None and bounds.fixed_m:
        metres[layout.fast] = bounds.fixed_m
    return dict(sorted(metres.items()))


def _fast_guess(layout: Layout, bounds: Bounds, left_m: float) -> float:
    if layout.fast is None or not bounds.fast_m[1]:
        return 0.0
    even_m = left_m / (len(layout.easy) + 1)
    low, high = bounds.fast_m
    return min(max(even_m, low), high, max(low, bounds.room_m[layout.fast]))


def _fast_within(layout: Layout, bounds: Bounds, rest_m: float, metres: Mapping[int, float]) -> float:
    low, high = bounds.fast_m
    longest = metres[layout.long] if layout.long is not None else high
    room_m = bounds.room_m[layout.fast] if layout.fast is not None else high
    return max(low, min(high, rest_m, longest, room_m))


def _easy_steps(layout: Layout, bounds: Bounds, left_m: float, grid: Grid, top_m: float) -> dict[int, int]:
    """Steps for the easy runs in proportion to their weights, within each day's room."""
    days = layout.easy
    if not days:
        return {}
    highs = {day: max(1, grid.down(min(top_m, bounds.room_m[day]))) for day in days}
    total = grid.near(left_m)
    least = max(1, min(ceil(bounds.easy_low_m / grid.run_m - DUST), total // len(days)))
    steps = {day: min(least, highs[day]) for day in days}
    # What every day gets in any case; the last few steps are then given one by one.
    sure = (total - len(days)) / sum(bounds.weights[day] for day in days)
    jump = {day: min(highs[day], max(steps[day], floor(sure * bounds.weights[day]))) for day in days}
    steps = jump if sum(jump.values()) <= total else steps
    left = total - sum(steps.values())
    # The neediest day first: the one whose next step is the smallest part of its weight.
    waiting = [((steps[day] + 1) / bounds.weights[day], day) for day in days if steps[day] < highs[day]]
    heapify(waiting)
    while left > 0 and waiting:
        day = waiting[0][1]
        steps[day] += 1
        left -= 1
        if steps[day] < highs[day]:
            heapreplace(waiting, ((steps[day] + 1) / bounds.weights[day], day))
        else:
            heappop(waiting)
    return steps
