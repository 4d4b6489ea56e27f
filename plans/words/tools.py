"""The calculators in words: what each answers, where its formula is from, and how far it can be trusted."""

from typing import Final, NamedTuple

from plans.engine.age_grade import EDITION


class Tool(NamedTuple):
    """`url` is its route; `example` says what `query` asks; `twin` can answer the same query."""

    url: str
    title: str
    question: str
    example: str
    query: str
    source: str
    twin: str = ""
    twin_title: str = ""


EQUIVALENT_TIMES: Final = Tool(
    url="plans:equivalent_times",
    title="Equivalent times",
    question="You ran one distance. What is the same fitness worth over another?",
    example="a marathon after 10 km in 41:21",
    query="distance=10000&time=41:21&to=42195",
    source="Daniels and Gilbert’s equations, for flat roads and cool weather. They take for granted that you train for"
    " the new distance as well as you did for the old one.",
    twin="plans:paces",
    twin_title="Training paces from the same race",
)
PACES: Final = Tool(
    url="plans:paces",
    title="Training paces",
    question="How fast is easy, and how fast is fast? A recent race says the pace of every kind of run.",
    example="paces after 10 km in 41:21",
    query="distance=10000&time=41:21",
    source="Daniels’ training zones, from the VDOT that Daniels and Gilbert’s equations give a race. For flat, cool, dry"
    " ground: on hills, in heat, wind and snow go by effort.",
    twin="plans:equivalent_times",
    twin_title="Equivalent times of the same race",
)
HEART_RATE: Final = Tool(
    url="plans:heart_rate",
    title="Heart-rate zones",
    question="How high is easy? The ceiling of an easy run, and the zones, from what you measured.",
    example="zones for a highest of 186 and a threshold of 162 bpm",
    query="highest=186&threshold=162&resting=50",
    source="Easy ceiling after Daniels, zones after Friel, reserve after Karvonen. Heat, coffee, a cold and a loose strap"
    " move the pulse: where it does not fit the effort, trust the effort.",
)
AGE_GRADE: Final = Tool(
    url="plans:age_grade",
    title="Age grade",
    question="How good is your time for your age? As a share of the best there is.",
    example="10 km in 41:21 at 54",
    query="tables=M&age=54&distance=10000&time=41:21",
    source=f"Alan Jones and co-workers’ {EDITION}, approved by USATF Masters Long Distance Running. Another edition"
    " gives another grade. Road races only: trail and track have other standards, or none.",
)
SINGLE_RUN: Final = Tool(
    url="plans:single_run",
    title="Single-run check",
    question="Is this run too big a step from your longest of the last 30 days?",
    example="20 km when 16 km was the longest",
    query="planned=20&longest=16&unit=km",
    source="Frandsen and co-workers 2025, 5,205 runners and 588,071 runs (Br J Sports Med 59:1203). They watched and"
    " did not assign: a big step went with overuse injuries, which is not yet to say that it caused them.",
)
RECOVERY: Final = Tool(
    url="plans:recovery",
    title="After a race",
    question="When may you run again, run fast, lift? The days that stay free after a race.",
    example="the days after a marathon",
    query="distance=42195",
    source="Our own table, set between published recoveries, for healthy runners. With pain that changes your stride,"
    " or thighs still sore on stairs, wait, whatever the day. With fever or chest pain see a clinician.",
)
TOOLS: Final = (EQUIVALENT_TIMES, PACES, HEART_RATE, AGE_GRADE, SINGLE_RUN, RECOVERY)

RIEGEL: Final = (
    "By Riegel’s rule %(time)s. Past the half-marathon take either as an optimist’s bound: over the marathon Riegel was"
    " at least 10 minutes too fast for half of 2,303 recreational runners (Vickers and Vertosick 2016)."
)
TWO_WAYS: Final = "Where the ceiling and the zones do not agree, a plan here goes by the ceiling."
NO_MARATHON_PACE: Final = "Below a VDOT of 35 there is no useful marathon pace: run such stretches by effort."
ESTIMATE: Final = (
    "%(bpm)s bpm is an estimate from age alone (Tanaka 2001). For one person it is wrong by 7 to 11 beats, often more."
    " Measure: the highest figure of a hard 5 km race says more. No plan here takes a target from an estimate."
)
PACES_OF: Final = {
    "easy": ("Easy", "most of your running, long runs too: you can talk"),
    "marathon": ("Marathon", "steady stretches, for who trains for one"),
    "threshold": ("Threshold", "comfortably hard, what you could race for an hour"),
    "interval": ("Interval", "hard, 3 – 5 minutes at a time, a jog between"),
    "repetition": ("Repetition", "fast and short, with a full rest between"),
}
ZONES: Final = {
    "1": "recovery",
    "2": "easy endurance",
    "3": "tempo",
    "4": "below the threshold",
    "5a": "at the threshold and above",
    "5b": "aerobic capacity",
    "5c": "anaerobic",
}
GRADES: Final = {
    "unclassified": "The first class, local, begins at 60%.",
    "local": "Local class. The next one, regional, begins at 70%.",
    "regional": "Regional class. The next one, national, begins at 80%.",
    "national": "National class. The next one, world, begins at 90%.",
    "world": "World class.",
    "world_record": "The standard itself, or better.",
}
SEXES: Final = {"F": "women", "M": "men"}
# What the study found: the step, how often injuries came beside the first line, and the 95% interval of that.
SPIKES: Final = {
    "reference": ("up to 10% longer", "1 ×", "what the others are held against"),
    "small": ("10 – 30% longer", "1.64 ×", "95% interval 1.31 – 2.05"),
    "moderate": ("30 – 100% longer", "1.52 ×", "95% interval 1.16 – 2.00"),
    "large": ("more than double", "2.28 ×", "95% interval 1.50 – 3.48"),
}
NOTHING_RUN: Final = "After 30 days without a run, begin with"
ANY_STEP: Final = "There is no longest run to compare with, so any run is a big step."
RETURNS: Final = {
    "first_heavy_day": ("Heavy leg strength", "light work may come earlier"),
    "first_strides_day": ("Strides", "a few, relaxed"),
    "first_fast_day": ("First fast workout", "a light one"),
}


def step(ratio: float) -> str:
    if ratio == 1:
        return "As long as your longest of 30 days"
    return f"{'Longer' if ratio > 1 else 'Shorter'} than your longest of 30 days"


def sentence(message: str) -> str:
    """The engine's words about an input or a result, as one for a reader."""
    text = message.removeprefix("Input should ")
    text = f"It should {text}" if text != message else text
    text = f"It {text}" if text.startswith("must ") else text
    return f"{text[:1].upper()}{text[1:]}."
