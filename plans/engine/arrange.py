"""One week's running: how many days, which days, how far each; and what had to give."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from math import inf

from plans.engine.checks.rules import is_hard_long, long_share
from plans.engine.days import away_days
from plans.engine.dose import FastPlan
from plans.engine.fast_choice import Room, choose_fast, is_test_week, least_frame_s
from plans.engine.placement import Layout, best_layout, ranked_layouts
from plans.engine.policy import KM, MINUTE_S
from plans.engine.question import Attempt, gentle_long_m, run_day_counts, soft_long_m, week_question
from plans.engine.returning import way_back_min
from plans.engine.scene import Running, Scene
from plans.engine.sessions import race_metres
from plans.engine.sharing import Needs, Shares, share_out

LOST_COST_PER_KM = 12.0
FEWER_DAYS_COST = 4.0
OTHER_LAYOUTS = 16  # with fewer days to choose from there are hardly more

RACE_WEEK = (
    Attempt(needs_long=False, needs_fast=True),
    Attempt(needs_long=False, needs_fast=True, is_relaxed=True),
)
WITH_FAST = (
    Attempt(needs_long=True, needs_fast=True),
    Attempt(needs_long=True, needs_fast=True, is_soft=True),
    Attempt(needs_long=True, needs_fast=True, is_relaxed=True),
)
WITHOUT_FAST = (
    Attempt(needs_long=True, needs_fast=False),
    Attempt(needs_long=True, needs_fast=False, is_soft=True),
    Attempt(needs_long=False, needs_fast=False),
)
CLOSER = Attempt(needs_long=True, needs_fast=False, is_relaxed=True)


def arrange(scene: Scene) -> Running | None:
    """The best running week these days allow; None where nobody may run."""
    if scene.race is None and not any(day.may_run for day in scene.days):
        return None
    found = (_best(scene, attempt) for attempt in _attempts(scene))
    first = next((running for running in found if running), None)
    if first is None or scene.race is not None:
        return first
    if first.fast is not None and _may_go_without(scene, first):
        # In a lighter week strides may stand in for the fast workout (INV-17), if that keeps the days from losing more.
        first = _fuller(first, _best(scene, WITHOUT_FAST[0]), scene)
    if first.total_m < scene.week.least_m - scene.frame.policy.checks.rounding_m:
        # Rather closer together, and the workout a light one, than a hole in the week (INV-03, 5.3 (15)).
        first = _fuller(first, _best(scene, CLOSER if first.fast is None else WITH_FAST[-1]), scene)
    return first


def _fuller(first: Running, other: Running | None, scene: Scene) -> Running:
    return other if other and other.lost_m < first.lost_m - scene.grid.run_m else first


def _may_go_without(scene: Scene, running: Running) -> bool:
    lost = running.lost_m >= scene.frame.policy.sharing.lost_tolerance_m
    is_light = scene.week.is_light or scene.week.least_m > 0
    return lost and is_light and scene.diary.had_fast


def _attempts(scene: Scene) -> Sequence[Attempt]:
    if scene.race is not None:
        return RACE_WEEK
    return (*WITH_FAST, *WITHOUT_FAST) if _wants_fast(scene) else WITHOUT_FAST


def _wants_fast(scene: Scene) -> bool:
    """After recovery, as soon as a day may be fast. A week with days missing goes without: they hold little as it is.

    Back from an injury, it waits for two weeks at half the old volume (5.3 (9)).
    """
    if scene.week.phase == "recovery" or not any(day.may_be_fast and day.may_run for day in scene.days):
        return False
    if not scene.is_quality_back:
        return False
    is_short = away_days(scene.days, scene.frame) > 0
    return not is_short or sum(day.run_min > 0 for day in scene.days) >= scene.frame.policy.week.usable_days


def _best(scene: Scene, attempt: Attempt) -> Running | None:
    best_cost, best = inf, None
    tolerance_m = scene.frame.policy.sharing.lost_tolerance_m
    counts = run_day_counts(scene)
    most = counts.index(max(counts))  # what comes after is for want of anything else
    for place, count in enumerate(counts):
        found = _placed(scene, attempt, count)
        if found is None:
            continue
        cost = found[0] + FEWER_DAYS_COST * place
        if cost < best_cost:
            best_cost, best = cost, found[1]
        if best is not None and (best.lost_m < tolerance_m or place >= most):
            break
    return best


def _placed(scene: Scene, attempt: Attempt, count: int) -> tuple[float, Running] | None:
    """The week on the best days; where these cannot hold it, on the others that are nearly as good."""
    wants_second = _wants_second(scene, attempt)
    question = week_question(scene, attempt, count, needs_second=wants_second)
    first = best_layout(question)
    if first is None and question.needs_second:
        question = replace(question, needs_second=False)
        first = best_layout(question)
    if first is None:
        return None
    high_m = inf if question.is_stiff else soft_long_m(scene)
    running = _filled(scene, attempt, first[1], high_m=high_m)
    if running and (running.lost_m < scene.frame.policy.sharing.lost_tolerance_m or not scene.is_limited):
        return first[0], running
    best = (_cost(first[0], running), running) if running else None
    for cost, layout in ranked_layouts(question)[:OTHER_LAYOUTS]:
        if best is not None and cost >= best[0]:
            break
        other = _filled(scene, attempt, layout, high_m=high_m)
        if other and (best is None or _cost(cost, other) < best[0]):
            best = _cost(cost, other), other
    return best


def _cost(cost: float, running: Running) -> float:
    return cost + LOST_COST_PER_KM * abs(running.lost_m) / KM


def _wants_second(scene: Scene, attempt: Attempt) -> bool:
    """A second, light workout: only by policy, never for beginners, never in a light week (INV-18)."""
    week, runner, diary = scene.week, scene.frame.runner, scene.diary
    wanted = runner.second_fast and attempt.needs_fast and not attempt.is_relaxed and scene.race is None
    early = len(diary.fast_log) < scene.frame.policy.dose.light_workouts
    # A test stands alone (INV-25).
    early = early or is_test_week(week, scene.frame, diary)
    return wanted and not week.is_light and runner.level != "beginner" and not early


def _filled(scene: Scene, attempt: Attempt, layout: Layout, *, high_m: float) -> Running | None:
    """The week on these days, its long run no longer than `high_m`; None where no fast workout fits on its day."""
    fast = second = None
    if layout.fast is not None and scene.race is None:
        fast = _fast_on(scene, layout, layout.fast, high_m=high_m, is_gentle=attempt.is_relaxed)
        if fast is None:
            return None
    if layout.second is not None:
        second = _fast_on(scene, layout, layout.second, high_m=high_m, is_gentle=True)
        layout = layout if second else replace(layout, second=None)
    needs = week_needs(scene, layout, fast=fast, second=second, high_m=high_m)
    shares = share_out(layout, needs, scene.grid, scene.frame.policy)
    if gentle_long_m(scene) < high_m < inf and _is_hard(layout, shares, scene):
        return _filled(scene, attempt, layout, high_m=gentle_long_m(scene))
    return Running(
        layout=layout,
        metres=shares.metres,
        lost_m=shares.lost_m,
        fast=fast,
        second=second,
        is_relaxed=attempt.is_relaxed and not _is_spaced(layout, shares, scene),
        has_long=layout.long is not None and scene.wish.is_long,
    )


def _fast_on(scene: Scene, layout: Layout, day: int, *, high_m: float, is_gentle: bool) -> FastPlan | None:
    """A workout that fits the day and is no longer than the long run can be (INV-11)."""
    share = _long_share(scene, layout)
    longest_m = min(scene.wish.high_m, high_m, share * scene.week.target_m)
    if layout.long is not None:
        grid = scene.grid
        longest_m = min(longest_m, scene.rooms_m[layout.long], scene.allowed_on_m(layout.long))
        longest_m = grid.down(longest_m) * grid.run_m - _below_long_m(scene)
    # A workout well below the long run leaves the other runs their length (INV-11).
    rooms_m = (longest_m / scene.frame.policy.long_run.over_mean, longest_m)
    rooms = (Room(metres=min(room_m, scene.allowed_m), minutes=scene.minutes(day)) for room_m in rooms_m)
    found = (_chosen(scene, room, is_gentle=is_gentle) for room in rooms)
    return next((plan for plan in found if plan), None)


def _chosen(scene: Scene, room: Room, *, is_gentle: bool) -> FastPlan | None:
    """One day often leaves the same room as another: then it gets the same workout."""
    key = (room.metres, room.minutes, is_gentle)
    if key not in scene.chosen:
        week, week_m = scene.week, scene.week.target_m
        scene.chosen[key] = choose_fast(week, scene.frame, scene.diary, week_m=week_m, room=room, is_gentle=is_gentle)
    return scene.chosen[key]


def _below_long_m(scene: Scene) -> float:
    """How much shorter than the long run the fast workout stays; in very small weeks there is no room for that."""
    return 0.0 if scene.frame.runner.is_small else scene.grid.workout_m


def _is_hard(layout: Layout, shares: Shares, scene: Scene) -> bool:
    """A long run meant to be gentle that came out as a hard day."""
    if layout.long is None:
        return False
    policy, metres = scene.frame.policy, shares.metres[layout.long]
    seconds, week_m = round(scene.frame.runner.seconds(metres)), sum(shares.metres.values())
    return is_hard_long(duration_s=seconds, distance_m=metres, week_m=week_m, policy=policy)


def _is_spaced(layout: Layout, shares: Shares, scene: Scene) -> bool:
    """Whether the days keep the rules after all, for the long run stayed gentle."""
    if layout.long is None:
        return True  # as beside a race, where no other run is hard
    week, diary, runner = scene.week, scene.diary, scene.frame.runner
    since_hard, since_fast = (diary.days_since(day, week.start) for day in (diary.last_hard, diary.last_fast))
    if layout.fast is None:
        return since_hard + layout.long >= runner.hard_gap_days or not _is_hard(layout, shares, scene)
    hard = [layout.fast, layout.long] if _is_hard(layout, shares, scene) else [layout.fast]
    rested = since_hard + min(hard) >= runner.hard_gap_days and since_fast + layout.fast >= runner.fast_gap_days
    apart = len(hard) == 1 or abs(layout.long - layout.fast) >= runner.hard_gap_days
    return rested and apart and layout.long - layout.fast != 1 and since_fast + layout.long > 1


def week_needs(scene: Scene, layout: Layout, *, fast: FastPlan | None, second: FastPlan | None, high_m: float) -> Needs:
    """What each run of this week may measure."""
    wish, runner, policy = scene.wish, scene.frame.runner, scene.frame.policy
    high_m = min(wish.high_m, high_m, _last_day_m(scene, layout))
    easy_most_min = min(policy.sharing.easy_most_min, policy.hard_day.long_min - 1 - scene.reserved_min)
    easy_high_m = runner.metres(easy_most_min * MINUTE_S)
    if layout.long is None:
        # Beside a race, or where no day takes a long run, no run is a hard day.
        easy_high_m = min(easy_high_m, gentle_long_m(scene))
    race = scene.days[scene.race].race if scene.race is not None else None
    return Needs(
        target_m=scene.week.target_m,
        share=_long_share(scene, layout),
        long_m=(_long_wish_m(scene, layout, high_m), high_m + (scene.grid.coarse_m if high_m == wish.bound_m else 0.0)),
        over_mean=policy.long_run.over_mean if scene.week.phase != "recovery" else 1.0,
        rooms_m=_rooms_m(scene, layout),
        longest_m=scene.longest_before_m(layout.long) if layout.long is not None else 0.0,
        allowed_m=scene.allowed_m,
        weights=_weights(scene, layout),
        bound_m=wish.bound_m,
        limit_m=runner.long_limit_m,
        below_m=_below_long_m(scene),
        day_m=scene.days[layout.long].room_m if layout.long is not None else inf,
        hard_long_m=runner.metres((policy.hard_day.share_min - 12) * MINUTE_S),
        fast_m=_fast_span_m(fast, layout, scene) if fast and layout.fast is not None else None,
        fixed_m=race_metres(race, runner=runner) if race else 0.0,
        second_m=_second_m(second, scene),
        easy_m=(_easy_low_m(scene), easy_high_m),
    )


def _long_wish_m(scene: Scene, layout: Layout, high_m: float) -> float:
    """The wish as far as it may come true; in weeks that hold their volume a little less now and then, for variety."""
    week, wish, policy = scene.week, scene.wish, scene.frame.policy
    wish_m = min(wish.wish_m, high_m)
    if week.kind not in {"maintenance", "base"} or not wish.is_long:
        return wish_m
    most_m = scene.grid.down(min(wish_m, _long_share(scene, layout) * week.target_m)) * scene.grid.run_m
    kept = policy.checks.ready_weeks
    if most_m < scene.frame.week1_long_m:
        # It still has to grow, and each step starts from the longest run of a month (INV-14).
        kept += 2 * policy.checks.growth_window_weeks
    if week.weeks_left < kept:
        return wish_m
    wave = policy.sharing.long_wave
    floor_m = policy.long_run.floor_share * scene.frame.runner.baseline.longest_m + scene.grid.run_m / 2
    return max(wave[scene.diary.settled_weeks % len(wave)] * most_m, min(most_m, floor_m))


def _rooms_m(scene: Scene, layout: Layout) -> Sequence[float]:
    """How far a run may go on each day; not far on the eve of a race, nor the first time after a long one."""
    most_min = way_back_min(scene, layout)
    if scene.is_first_after_long_race:
        first_min = scene.frame.policy.sharing.first_run_min
        most_min[layout.runs[0]] = min(first_min, most_min.get(layout.runs[0], inf))
    if most_min:
        slow_s = scene.frame.runner.slow_s_per_km
        most_m = {at: minutes * MINUTE_S / slow_s * KM for at, minutes in most_min.items()}
        return [min(room_m, most_m.get(at, inf)) for at, room_m in enumerate(scene.rooms_m)]
    if scene.race is None:
        return scene.rooms_m
    least_m = scene.frame.runner.metres(scene.frame.policy.sharing.before_race_min * MINUTE_S)
    return [min(room_m, least_m) if at == scene.race - 1 else room_m for at, room_m in enumerate(scene.rooms_m)]


def _long_share(scene: Scene, layout: Layout) -> float:
    """The longest run's cap as a share of the week (INV-12)."""
    week = scene.week
    light = week.is_light or (week.phase == "recovery" and week.index == 1)
    return long_share(len(layout.runs), light=light, policy=scene.frame.policy)


def _last_day_m(scene: Scene, layout: Layout) -> float:
    """A long run so near the spring plan stays under ninety minutes (INV-39)."""
    frame = scene.frame
    if layout.long is None or not scene.week.is_last:
        return inf
    if (frame.plan_start - scene.days[layout.long].date).days >= frame.policy.checks.fresh_days:
        return inf
    return frame.runner.metres(frame.policy.sharing.freshen_long_min * MINUTE_S)


def _fast_span_m(fast: FastPlan, layout: Layout, scene: Scene) -> tuple[float, float, float]:
    """Least, usual and most; with few runs a week the workout carries more easy running around its main set."""
    frame, runner = scene.frame.policy.fast_frame, scene.frame.runner
    at = layout.fast or 0
    room_m = fast.main_m + runner.metres(scene.minutes(at) * MINUTE_S - fast.main_s)
    least_m = fast.main_m + runner.metres(least_frame_s(scene.frame))
    usual_m = fast.main_m + runner.metres((frame.warmup_min[1] + frame.cooldown_min[1]) * MINUTE_S)
    most_m = fast.main_m + runner.metres((frame.warmup_min[2] + frame.cooldown_min[2]) * MINUTE_S)
    return least_m, min(usual_m, room_m), min(most_m, room_m)


def _second_m(second: FastPlan | None, scene: Scene) -> float:
    """The second workout stays short: its main set and a plain frame."""
    if second is None:
        return 0.0
    rules = scene.frame.policy.fast_frame
    frame_m = scene.frame.runner.metres((rules.warmup_min[1] + rules.cooldown_min[1]) * MINUTE_S)
    return scene.grid.workout(second.main_m + frame_m)


def _easy_low_m(scene: Scene) -> float:
    week, rules = scene.week, scene.frame.policy.week
    minutes = rules.run_min[0] if week.phase == "recovery" else scene.frame.policy.sharing.easy_least_min
    if week.target_m < rules.small_week_m:
        minutes = scene.frame.policy.sharing.small_run_min
    return scene.frame.runner.metres(minutes * MINUTE_S)


def _weights(scene: Scene, layout: Layout) -> Sequence[float]:
    """How the easy runs share what is left; the first one since a long race is the shortest of its week."""
    rules = scene.frame.policy.sharing
    if scene.is_first_after_long_race:
        return [rules.first_run if at == layout.runs[0] else 1.0 for at in layout.easy]
    return _plain_weights(
        layout, rules.after_hard, None if scene.frame.runner.level == "beginner" else rules.medium_long
    )


@lru_cache(maxsize=1024)
def _plain_weights(layout: Layout, after_hard: float, medium_long: float | None) -> Sequence[float]:
    """Shorter on the day after a hard one; one midweek run a little longer for the experienced."""
    long = layout.long
    weights = {at: after_hard if (at - 1) in layout.hard else 1.0 for at in layout.easy}
    if medium_long is not None and long is not None and len(layout.easy) > 1:
        plain = [at for at in layout.easy if weights[at] == 1.0]
        if plain:
            weights[max(plain, key=lambda at: (min((at - long) % 7, (long - at) % 7), -at))] = medium_long
    return tuple(weights.values())
