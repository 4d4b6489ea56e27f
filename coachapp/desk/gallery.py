"""Every component on one page, for whoever changes the look. Its route exists only where DEBUG is on."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from athletes.models import Race
from coachapp.access import public
from coachapp.desk.needs.need import Action, Need
from coachapp.http import PageRequest
from plans.models import OffSeason
from plans.pages.checks import CheckGroup, CheckLine, CheckList
from plans.pages.fitness import Fitness
from plans.pages.hand_over import HandOver
from plans.pages.plan import PhaseLine
from plans.pages.race_day import RaceDay
from plans.pictures.bowl import Bowl, BowlSegment, SegmentState, bowl
from plans.pictures.cut_scale import cut_scale
from plans.pictures.fitness import ShareBar, fitness_picture
from plans.pictures.season_strip import SeasonStrip, StripBar, season_strip
from plans.pictures.volume import sparkline, volume_bars
from plans.words.checks import State, rule_of
from plans.words.coach import FLAGS
from plans.words.fitness import HELD, STOPPING

MILE: Final = 1609.344
FALL, SPRING, TODAY = date(2026, 11, 1), date(2027, 4, 19), date(2026, 12, 20)
WEEKS: Final = (
    *(("recovery", miles) for miles in (12, 19, 24, 28)),
    *(("maintenance", miles) for miles in (30.5, 33.5, 34, 30, 34, 34)),
    *(("rebuild", miles) for miles in (37, 33)),
)
DONE: Final = (11.0, 19.2, 22.6, 28.1, 30.8, 26.0, 24.3)
FUNDAMENTALS: Final[tuple[tuple[str, str, str, SegmentState], ...]] = (
    ("mobility", "Mobility", "2 of 3, 25 min", "kept"),
    ("strides", "Strides", "Tue, Sat, 6 × 20 s", "kept"),
    ("fast", "Fast workout", "Wed, 4 × 5 min", "kept"),
    ("strength", "Strength", "1 of 2, 35 min", "kept"),
    ("rest", "Rest", "Mon and Thu", "kept"),
    ("aerobic", "Aerobic run", "Fri, under 145 bpm", "open"),
    ("long", "Long run", "Today, 10 mi", "next"),
    ("minimalist", "Barefoot strides", "on grass, 4 × 60 m", "open"),
    ("cross", "Cross-training", "bike, 40 min", "open"),
)


class SampleForm(forms.Form):
    fall_race = forms.CharField(initial="New York City Marathon", widget=forms.TextInput(attrs={"data-width": "w3"}))
    fall_date = forms.DateField(
        label="Date of the fall race",
        widget=forms.DateInput(attrs={"type": "date", "data-width": "w3"}),
        help_text="The day you ran it, or will.",
    )
    volume = forms.DecimalField(
        label="Usual week before the taper",
        help_text="Not your peak week.",
        widget=forms.NumberInput(attrs={"data-unit": "mi", "data-width": "w2"}),
    )
    runs = forms.ChoiceField(
        label="Runs a week",
        choices=[(n, n) for n in (3, 4, 5, 6)],
        initial=5,
        widget=forms.RadioSelect(attrs={"class": "choice", "data-width": "w2"}),
    )
    unit = forms.ChoiceField(
        choices=[("mi", "Miles"), ("km", "Kilometres")], widget=forms.Select(attrs={"data-width": "w2"})
    )
    days = forms.MultipleChoiceField(
        choices=[(n, n) for n in ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")],
        initial=["Tu", "We"],
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choice days", "data-width": "w6"}),
    )
    cleared = forms.BooleanField(
        label="I am healthy, or my doctor knows that I train.", widget=forms.CheckboxInput(attrs={"data-width": "w6"})
    )


@require_safe
@public("shows no person: one invented season, and only while somebody develops")
def gallery(request: PageRequest) -> HttpResponse:
    return render(request, "desk/gallery.html", sample())


def sample() -> dict[str, Any]:
    spark = [(phase, miles) for phase, miles in WEEKS]
    return {
        "strip": _strip(is_draft=False),
        "draft": _strip(is_draft=True),
        "bowl": _bowl(7),
        "bowls": [_bowl(count) for count in (1, 3, 9)],
        "rows": list(zip(WEEKS, volume_bars(_volumes()), strict=True)),
        "spark": sparkline(spark, now=6),
        "scale": cut_scale(0.29, rules=0.275),
        "form": SampleForm({"volume": "lots", "runs": "5", "days": ["Tu", "We"], "fall_date": "2026-11-01"}),
        "targets": [("time", "1 h 28 – 1 h 40"), ("easy pace", "8:51 – 9:59 /mi"), ("heart rate", "under 145 bpm")],
        "steps": [("First 2 mi", "Slow end, near 9:59 /mi."), ("Last 1 mi", "Finish wanting more.")],
        "factors": [("Every runner starts here", "30%", False), ("Nora: “new job in December”", "+1.5", True)],
        "promises": [
            {"label": "less than your usual week", "value": "−29", "unit": "%", "is_kept": True},
            {"label": "weeks with every ingredient", "value": "12", "unit": "of 12", "is_kept": True},
            {"label": "longest gap without running", "value": "3", "unit": "days", "is_kept": True},
            {"label": "of the running is easy", "value": "88", "unit": "%", "is_kept": True},
        ],
        "checks": _checks(),
        "ingredients": [*(name for name, *_ in FUNDAMENTALS), "easy", "plyometric", "race"],
        "marks": [True] * 6 + [False],
        "states": ["done", "moved", "missed", "wait", "hint", "stop"],
        "needs": _needs(),
        "page": Paginator(range(120), 50).page(2),
        "flags": [FLAGS["TIME_LIMITED"], FLAGS["NO_PACE_ZONES"]],
        "phases": [
            PhaseLine(kind="recovery", name="Recovery", dates="2 – 29 Nov", weeks=4, why="The legs come back first."),
            PhaseLine(kind="rebuild", name="Rebuild", dates="11 – 24 Jan", weeks=2, why="Up to spring’s first week."),
        ],
        "fitness": _fitness(),
        "race": RaceDay(
            race=Race(name="Jingle 5K", date=TODAY),
            is_today=True,
            is_planned=True,
            distance="5 km",
            how="Run it as training: 7 of 10.",
            pace="That is near 7:37 /mi on flat, dry ground.",
            warm_up="Warm up 10 minutes easy.",
            after="Afterwards: 1 day without running.",
            url="#",
            is_done=False,
        ),
        "over": HandOver(
            off_season=OffSeason(),
            start=TODAY,
            today=TODAY,
            weeks=12,
            title="Your spring plan starts today",
            name="Boston in 12",
            link="#",
            week1="Week 1 asks for about 38 mi, with a long run of 12 mi.",
            arrive="You arrive with 37 mi in the fullest of your last three weeks.",
            missing="",
        ),
        "why": {"headline": "48 → 34 mi (−29%)", "rows": [("Every runner starts here", "30%", False)], "total": "29%"},
    }


def _fitness() -> Fitness:
    bars = [
        ShareBar(share=miles / 48, has_fast=phase != "recovery", first_day=1 + 7 * at, days=7, phase=phase)
        for at, (phase, miles) in enumerate(WEEKS)
    ]
    return Fitness(
        answer="Hardly.",
        is_asked=True,
        picture=fitness_picture(bars, stopping=STOPPING, held=HELD),
        text="Your plan beside stopping.",
        rows=(),
        stopped=(),
    )


def _needs() -> list[Need]:
    """One of a single athlete, one of many, and one whose action is a form."""
    amanda = Need(
        kind="ache",
        facts=("1",),
        athlete_ids=("1",),
        who="Amanda Reyes",
        who_url="#",
        about="New York → Boston",
        reason="Something aches: left knee.",
        detail="Ask before the next fast day or long run.",
        short="an ache",
        action=Action(label="See the week", url="#"),
    )
    plan = Action(label="Plan it", url="#", fields=(("fall_race", 1),))
    leila = replace(
        amanda, who="ليلى حداد", about="Beirut → Paris", reason="Raced Beirut 3 days ago.", detail="", action=plan
    )
    crowd = replace(amanda, facts=("1", "2", "3"), who="Chicago", about="3 runners", reason="3 raced 3 days ago.")
    return [amanda, leila, crowd]


def _checks() -> CheckList:
    kept = _check("INV-01", "60.1–71.0% of the usual week.", state="kept", mark="done", word="kept")
    look = _check("INV-19", "Week 5: 97% easy.", state="look", mark="hint", word="worth a look")
    taken = _check("INV-33", "Week 8: 1.", state="taken", mark="moved", word="your choice")
    groups = (CheckGroup(name="Not kept", lines=(look, taken)), CheckGroup(name="Volume", lines=(kept, kept)))
    return CheckList(headline="1 of 4 rules wants a look, 1 is your choice", groups=groups, has_ids=True)


def _check(name: str, detail: str, *, state: State, mark: str, word: str) -> CheckLine:
    return CheckLine(id=name, title=rule_of(name).title, detail=detail, state=state, mark=mark, word=word)


def _strip(*, is_draft: bool) -> SeasonStrip:
    bars = [_bar(at, phase, miles, is_draft=is_draft) for at, (phase, miles) in enumerate(WEEKS)]
    spring = StripBar(
        label="38",
        phase="spring",
        distance_m=38 * MILE,
        state="ahead",
        text="Spring plan, week 1: 38 mi",
        start=FALL + timedelta(days=85),
    )
    ticks = [StripBar(label="", phase="spring", distance_m=0, state="unknown")] * 11
    return season_strip(
        [*bars, spring, *ticks],
        baseline_m=48 * MILE,
        baseline_text="baseline 48 mi",
        fall_name="New York",
        fall_date=FALL,
        a_name="Boston",
        a_date=SPRING,
        today=None if is_draft else TODAY,
    )


def _bar(at: int, phase: str, miles: float, *, is_draft: bool) -> StripBar:
    start = FALL + timedelta(days=1 + 7 * at)
    return StripBar(
        label=f"{miles:g}",
        phase=phase,
        distance_m=miles * MILE,
        state="ahead" if is_draft or at > len(DONE) - 1 else "now" if at == len(DONE) - 1 else "done",
        done_share=0.715,
        href=f"#{start}",
        text=f"Week {at + 1}, {phase}: {miles:g} mi",
        start=start,
    )


def _bowl(count: int) -> Bowl:
    return bowl(
        [
            BowlSegment(ingredient=name, label=label, detail=detail, state=state)
            for name, label, detail, state in FUNDAMENTALS[:count]
        ]
    )


def _volumes() -> list[tuple[float, float | None]]:
    return [(miles, DONE[at] if at < len(DONE) else None) for at, (_, miles) in enumerate(WEEKS)]
