"""How far each run of the week goes, once its days are known: whole grid steps that add up to the week."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import ceil, inf

from plans.engine.grid import DUST, Grid
from plans.engine.placement import Layout
from plans.engine.policy import Policy
from plans.engine.record import record
from plans.engine.spike import longest_allowed_m

SHRINKS = 3
METRE = 1.0


@record
class Needs:
    """What the week's runs may measure, in metres.

    `long_m` is what the long run should be and what it may be; from `hard_long_m` on it is a hard day, and at
    `bound_m`, or at `day_m`, the end of its day's minutes, it need not stand out from the others (INV-11). `limit_m`: no run is longer (INV-15). The fast
    workout stays `below_m` under the long run. `share`: its largest part of the week (INV-12). `weights`: of the layout's
    easy runs, in their order. `rooms_m`:
    how far a run may go in each day's minutes; `longest_m`: the longest run of the 30 days before the long run's day, and
    `allowed_m`: how long any other run may be (INV-14). `fast_m`: the least, the usual and the most that the fast workout can be. `fixed_m`: a race on its day.
    """

    target_m: float
    share: float
    long_m: tuple[float, float]
    over_mean: float
    rooms_m: Sequence[float]
    longest_m: float
    weights: Sequence[float]
    bound_m: float = inf
    day_m: float = inf
    limit_m: float = inf
    below_m: float = 0.0
    hard_long_m: float = inf
    fast_m: tuple[float, float, float] | None = None
    fixed_m: float = 0.0
    second_m: float = 0.0
    easy_m: tuple[float, float] = (0.0, inf)
    allowed_m: float = inf


@record
class Shares:
    """Metres by day; `lost_m` is the volume that found no room, below zero what the smallest runs add too much."""

    metres: Mapping[int, float]
    lost_m: float


def share_out(layout: Layout, needs: Needs, grid: Grid, policy: Policy) -> Shares:
    """Long run first, then the easy runs, and the fast workout takes up what rounding leaves."""
    sharing = _Sharing(layout=layout, needs=needs, grid=grid, policy=policy)
    target_m, metres = needs.target_m, sharing.metres(needs.target_m)
    slack_m = max(grid.run_m / 4, grid.coarse_m)
    for _ in range(SHRINKS):
        total_m = sum(metres.values())
        if layout.long is None or metres[layout.long] <= needs.share * total_m + slack_m:
            break
        # A smaller week also has a smaller long run: its share is judged against what is really run.
        target_m = min(target_m - grid.run_m / 2, total_m)
        metres = sharing.metres(target_m)
    return Shares(metres=metres, lost_m=needs.target_m - sum(metres.values()))


def least_long_m(target_m: float, *, runs: int, over_mean: float) -> float:
    """The long run that is `over_mean` times the mean of the other runs of a week (INV-11)."""
    return over_mean * target_m / (runs - 1 + over_mean)


@record
class _Sharing:
    """One week's runs on their days; every method takes the metres of the whole week."""

    layout: Layout
    needs: Needs
    grid: Grid
    policy: Policy

    def metres(self, target_m: float) -> dict[int, float]:
        steps, high = self._long_steps(target_m)
        metres = self.with_long(target_m, steps)
        if self._is_good(metres, target_m):
            return metres
        if steps < high:
            metres = self.with_long(target_m, high)
            # What the longest one cannot hold, no shorter one holds.
            low, steps = steps, high
            if self._holds(metres, target_m):
                steps, metres = self._first_good(target_m, low + 1, high)
        if self.layout.long is None or self._stands_out(metres):
            return metres
        # The long run may not grow, so the others give way (INV-11).
        long_m = metres[self.layout.long]
        given = replace(self, needs=_below(self.needs, long_m / self.needs.over_mean)).with_long(target_m, steps)
        if target_m - sum(given.values()) < self.policy.sharing.lost_tolerance_m:
            return given
        # At the bound of INV-14 it need not stand out, if the others do not raise that bound.
        near_m = (long_m + self.policy.checks.rounding_m - METRE) / self.policy.long_run.spike
        nearer = replace(self, needs=_below(self.needs, near_m)).with_long(target_m, steps)
        return nearer if self._stands_out(nearer) else given

    def _long_steps(self, target_m: float) -> tuple[int, int]:
        """The steps of the long run that is wanted, and of the longest that may be."""
        layout, needs, grid = self.layout, self.needs, self.grid
        if layout.long is None:
            return 0, 0
        wish_m, most_m = needs.long_m
        wish_m = max(wish_m, least_long_m(target_m, runs=len(layout.runs), over_mean=needs.over_mean))
        allowed_m = min(longest_allowed_m(needs.longest_m, policy=self.policy), needs.limit_m)
        room_m = min(most_m, needs.share * target_m + grid.coarse_m, needs.rooms_m[layout.long], allowed_m)
        high = max(1, grid.down(room_m))
        return min(max(1, grid.near(wish_m)), high), high

    def _first_good(self, target_m: float, low: int, high: int) -> tuple[int, dict[int, float]]:
        """The shortest long run from `low` steps on that holds the week and stands out; the longest where none does."""
        for steps in range(low, high):
            metres = self.with_long(target_m, steps)
            if self._is_good(metres, target_m):
                return steps, metres
        return high, self.with_long(target_m, high)

    def _is_good(self, metres: Mapping[int, float], target_m: float) -> bool:
        return self._holds(metres, target_m) and self._stands_out(metres)

    def _holds(self, metres: Mapping[int, float], target_m: float) -> bool:
        return target_m - sum(metres.values()) < self.grid.run_m / 2 + METRE

    def _stands_out(self, metres: Mapping[int, float]) -> bool:
        """INV-11: the longest of all, and well above the mean of the others or at one of its bounds."""
        long, needs = self.layout.long, self.needs
        if long is None or len(metres) == 1:
            return True
        others = [run for day, run in metres.items() if day != long]
        if metres[long] < max(others):
            return False
        if metres[long] >= needs.over_mean * sum(others) / len(others) - METRE:
            return True
        # The week's runs before it also raise what INV-14 allows.
        earlier = [run for day, run in metres.items() if day < long]
        allowed_m = longest_allowed_m(max([needs.longest_m, *earlier]), policy=self.policy)
        return metres[long] > min(needs.bound_m, needs.day_m, allowed_m) - self.policy.checks.rounding_m

    def with_long(self, target_m: float, steps: int) -> dict[int, float]:
        layout, needs, grid = self.layout, self.needs, self.grid
        metres: dict[int, float] = {}
        top_m = min(needs.easy_m[1], needs.allowed_m)
        if layout.long is not None:
            long_m = metres[layout.long] = steps * grid.run_m
            # An equal run would be as hard as the long run is.
            top_m = min(top_m, long_m - (grid.run_m if long_m >= needs.hard_long_m else 0.0))
        if layout.second is not None:
            metres[layout.second] = needs.second_m
        if layout.fast is not None and needs.fixed_m:
            metres[layout.fast] = needs.fixed_m
        left_m = target_m - sum(metres.values())
        fast_m = self._fast_span(metres)
        easy = self._easy_steps(self._easy_total(left_m, fast_m), top_m)
        for day, count in zip(layout.easy, easy, strict=True):
            metres[day] = count * grid.run_m
        if fast_m and layout.fast is not None:
            rest_m = left_m - sum(easy) * grid.run_m
            metres[layout.fast] = _on_grid(min(max(rest_m, fast_m[0]), fast_m[1]), fast_m[1], grid)
        return metres

    def _fast_span(self, metres: Mapping[int, float]) -> tuple[float, float] | None:
        """What the fast workout may measure on its day, beside the long run."""
        layout, needs = self.layout, self.needs
        if layout.fast is None or needs.fast_m is None:
            return None
        low, _, high = needs.fast_m
        longest_m = metres[layout.long] - needs.below_m if layout.long is not None else needs.allowed_m
        return low, max(low, min(high, needs.rooms_m[layout.fast], longest_m))

    def _easy_total(self, left_m: float, fast_m: tuple[float, float] | None) -> int:
        """Steps for all easy runs together, so that an even part of what is left stays for the workout."""
        grid = self.grid
        if not fast_m:
            return grid.near(left_m)
        even_m = left_m / (len(self.layout.easy) + 1)
        steps = grid.near(left_m - min(max(even_m, fast_m[0]), fast_m[1]))
        return steps - 1 if left_m - steps * grid.run_m < fast_m[0] - grid.workout_m / 2 else steps

    def _easy_steps(self, total: int, top_m: float) -> list[int]:
        """So many steps for the easy runs in proportion to their weights, within each day's room."""
        needs, grid = self.needs, self.grid
        rooms_m = [needs.rooms_m[day] for day in self.layout.easy]
        if not rooms_m:
            return []
        top = max(1, grid.down(top_m))
        caps = [top if room_m >= top_m else max(1, grid.down(room_m)) for room_m in rooms_m]
        least = max(1, min(ceil(needs.easy_m[0] / grid.run_m - DUST), total // len(caps)))
        steps = _proportional(total, caps, needs.weights)
        raised = [own if own >= least else min(least, cap) for own, cap in zip(steps, caps, strict=True)]
        for _ in range(sum(raised) - max(total, least * len(raised))):
            raised[raised.index(max(raised))] -= 1
        return raised


def _below(needs: Needs, top_m: float) -> Needs:
    """The same needs with nothing but the long run above `top_m`."""
    fast_m = needs.fast_m
    if fast_m is not None:
        low = fast_m[0]
        fast_m = (low, max(low, min(fast_m[1], top_m)), max(low, min(fast_m[2], top_m)))
    return replace(needs, easy_m=(needs.easy_m[0], min(needs.easy_m[1], top_m)), fast_m=fast_m)


def _on_grid(metres: float, most_m: float, grid: Grid) -> float:
    rounded = grid.workout(metres)
    return rounded - grid.workout_m if rounded > most_m + METRE else rounded


def _proportional(total: int, caps: Sequence[int], weights: Sequence[float]) -> list[int]:
    """Whole steps by weight, nobody above their cap; the last few go to whoever is furthest below their share."""
    steps = list(caps)
    waiting, left = list(range(len(caps))), max(0, total)
    while waiting:
        each = left / sum([weights[at] for at in waiting])
        below = [at for at in waiting if each * weights[at] < caps[at]]
        if below == waiting:
            break
        left -= sum([caps[at] for at in waiting if at not in below])
        waiting = below
    over = []  # what each has more than its share, which is less than nothing
    for at in waiting:
        share = each * weights[at]
        steps[at] = int(share)
        left -= steps[at]
        over.append((steps[at] - share, at))
    for _, at in sorted(over)[:left]:
        steps[at] += 1
    return steps
