"""Ways out tried as whole plans, and eased to what their own weeks reach (decision 0017)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from plans.engine.checks.readiness import touched_shares
from plans.engine.contract import ContractError, load_request, merge_patch
from plans.engine.frame import spring_quality
from plans.engine.policy import Policy
from plans.engine.request import PlanRequest, Quality
from plans.engine.response import PlanResponse, Remedy
from plans.engine.volume import grown

__all__ = ["GOOD", "Change", "Offer", "Trial", "Trials", "TryPlan"]

GOOD = frozenset({"OK", "SPLIT"})
TRIES, LOWER_TRIES, NO_LARGER = 4, 8, 1.05
# What an eased first week holds, of what was reached; fine steps first.
LOWER_STEPS = (1.0, 0.97, 0.94, 0.90, 0.86, 0.82, 0.78, 0.74, 0.70, 0.65, 0.60, 0.55, 0.50, 0.45, 0.40, 0.34, 0.28)
NAMES = {
    "marathon": "marathon pace",
    "threshold": "threshold running",
    "interval": "intervals",
    "repetition": "repetitions",
    "hill": "hills",
}

Change = dict[str, Any]
TryPlan = Callable[[PlanRequest], PlanResponse]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One way out. `more_weeks`: whole weeks before spring, more than now.

    `least_m`: the least first week that it may be eased to, where not any will do.
    """

    code: str
    week1_m: float
    more_weeks: int
    text_for: Callable[[float], str]
    change_for: Callable[[float], Change]
    least_m: float | None = None

    @property
    def remedy(self) -> Remedy:
        return Remedy(code=self.code, text=self.text_for(self.week1_m), change=self.change_for(self.week1_m))


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """An offer and the plan that it gave."""

    offer: Offer
    request: PlanRequest
    found: PlanResponse
    policy: Policy

    @property
    def reached_m(self) -> float:
        return max((week.distance_m for week in self.found.weeks[-self.policy.checks.ready_weeks :]), default=0)

    @property
    def within_reach_m(self) -> float:
        """The first week these weeks lead to; less, where beside them the last would be a hole and not fresh (INV-09)."""
        last_m = self.found.weeks[-1].distance_m if self.found.weeks else 0
        level_m = min(self.reached_m, last_m / self.policy.checks.freshen[0])
        return min(self.offer.week1_m, level_m / self.policy.volume.ready_share)

    @property
    def share(self) -> float:
        return self.within_reach_m / self.offer.week1_m

    def may_lead_to(self, later: Offer) -> bool:
        """Whether growth could reach what a later offer asks, also from the week maintenance may begin with (4.3.2)."""
        usual_m = self.found.baseline.distance_m if self.found.baseline else 0
        level_m = max(self.reached_m, self.policy.volume.band_floor * usual_m)
        for _ in range(later.more_weeks - self.offer.more_weeks):
            level_m = grown(level_m, rules=self.policy.volume)
        return level_m >= self.policy.volume.ready_share * (later.least_m or later.week1_m)


@dataclass(slots=True, kw_only=True)
class Trials:
    """Offers tried for one request; what one shows, the next ones need not try again.

    `now` is the plan as asked, `is_worth_a_plan` a quick look at an offer's volumes, `low_m` a first week known to be
    within reach. `has_full_days`: more weeks make no larger weeks, and only a lower first week will do.
    """

    now: Trial
    document: Change
    try_plan: TryPlan
    is_worth_a_plan: Callable[[Offer], bool]
    low_m: float | None = None
    has_full_days: bool = False

    @property
    def policy(self) -> Policy:
        return self.now.policy

    def lower(self) -> Remedy | None:
        """The plan as asked, from a first week which its weeks reach, or with less fast running."""
        remedy = self._as_it_stands(self.now) or self._eased(self.now.offer, self.now.within_reach_m)
        if remedy:
            self.low_m = remedy.change["spring_plan"]["week1_m"]
        return remedy

    def first_good(self, offers: Iterable[Offer]) -> Remedy | None:
        """The first that works as it stands; else the one that came nearest, from a first week that it reaches."""
        last, failed, gentlest = self.now, list[Trial](), None
        for offer in offers:
            gentlest = gentlest or self._at_ease(offer)
            if gentlest and (self.has_full_days or len(failed) == TRIES):
                break
            is_promising = not self.has_full_days and last.may_lead_to(offer) and self.is_worth_a_plan(offer)
            trial = self._try(offer) if is_promising else None
            if trial:
                remedy = self._as_it_stands(trial) or self._nearly(trial)
                if remedy:
                    return remedy
                self.has_full_days = _has_full_days(last, trial)
                last, failed = trial, [*failed, trial]
        if failed and not (self.has_full_days and self.low_m):
            nearest = max(failed, key=lambda trial: trial.share)
            return self._eased(nearest.offer, nearest.within_reach_m)
        return self._eased(gentlest, gentlest.week1_m) if gentlest else None

    def _at_ease(self, offer: Offer) -> Offer | None:
        """The offer from a first week that is within reach already, where its weeks make a plan at all."""
        known_m = self.low_m or self.now.within_reach_m or offer.week1_m
        easy = replace(offer, week1_m=min(offer.week1_m, known_m))
        return easy if self.is_worth_a_plan(easy) else None

    def _nearly(self, trial: Trial) -> Remedy | None:
        """A trial that came as near as its offer allows."""
        least_m = trial.offer.least_m
        is_near = least_m and least_m <= trial.within_reach_m < trial.offer.week1_m
        return self._eased(trial.offer, trial.within_reach_m) if is_near else None

    def _try(self, offer: Offer) -> Trial | None:
        try:
            request = load_request(merge_patch(self.document, offer.remedy.change))
        except ContractError:
            return None
        return Trial(offer=offer, request=request, found=self.try_plan(request), policy=self.policy)

    def _as_it_stands(self, trial: Trial) -> Remedy | None:
        """The offer, if its plan is full; with what its last weeks hold of fast running, if that alone is missing."""
        plain = trial.offer.remedy
        if trial.found.status in GOOD:
            return plain
        quality = _reached_quality(trial)
        if quality is None or trial.share < 1:
            return None
        change = merge_patch(plain.change, {"spring_plan": {"week1_quality": quality}})
        text = f"{plain.text} {_what_less(trial.request, quality, self.policy)}"
        again = self.try_plan(load_request(merge_patch(self.document, change)))
        return replace(plain, text=text, change=change) if again.status in GOOD else None

    def _eased(self, offer: Offer, limit_m: float) -> Remedy | None:
        """The offer from a lower first week: the limit, then a little less, and never more than its own weeks reach."""
        tries, reached_m = 0, 0.0
        for earlier, share in pairwise((1.0, *LOWER_STEPS)):
            limit_m *= share / earlier
            lower = replace(offer, week1_m=round(limit_m - 50, -2))
            if lower.week1_m < (offer.least_m or 100) or tries == LOWER_TRIES:
                return None
            trial = self._try(lower) if self.is_worth_a_plan(lower) else None
            remedy = trial and self._as_it_stands(trial)
            if remedy:
                return remedy
            if trial and trial.share == 1 and trial.reached_m == reached_m:
                return None  # The same weeks again, and not their volume is what is missing.
            if trial:
                tries, limit_m, reached_m = tries + 1, min(limit_m, trial.within_reach_m), trial.reached_m
        return None


def _has_full_days(earlier: Trial, trial: Trial) -> bool:
    """Whether more weeks made no larger ones: then later offers would fail as well, for the days are full."""
    is_limited = "TIME_LIMITED" in trial.found.flags and max(earlier.share, trial.share) < 1
    return is_limited and trial.reached_m <= NO_LARGER * earlier.reached_m


def _reached_quality(trial: Trial) -> list[Change] | None:
    """What the spring plan may ask after these weeks, zone by zone; None where that is not what is missing."""
    shares = touched_shares(trial.request, trial.found, policy=trial.policy)
    least = trial.policy.checks.touched_share
    if not trial.found.weeks or all(share >= least for share in shares.values()):
        return None
    asked = spring_quality(trial.request, policy=trial.policy)
    return [_softer(asked[zone], min(1.0, share / least)) for zone, share in shares.items() if share > 0]


def _what_less(request: PlanRequest, quality: list[Change], policy: Policy) -> str:
    """Which fast running the first weeks then do without, and whether they have less of the rest."""
    asked, kept = spring_quality(request, policy=policy), {row["zone"]: row for row in quality}
    gone = " and ".join(NAMES[zone] for zone in asked if zone not in kept)
    if not gone:
        return "Its first weeks then ask for less fast running, too."
    is_less = any(row != _softer(asked[zone], 1.0) for zone, row in kept.items())
    return f"Its first weeks then leave out {gone}" + (", and ask for less of the rest." if is_less else ".")


def _softer(quality: Quality, share: float) -> Change:
    amounts = {"duration_s": quality.duration_s, "distance_m": quality.distance_m, "count": quality.count}
    lower = {name: int(share * amount) for name, amount in amounts.items() if amount}
    return {"zone": quality.zone, **{name: amount for name, amount in lower.items() if amount > 0}}
