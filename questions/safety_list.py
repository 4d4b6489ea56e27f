"""The safety list: what a runner may write that comes before training, in English phrases, the most urgent first.

Its signs are those of planning.md 5.3, 9 and 14, with what an e-mail adds: a swollen calf, dark urine, a life at risk.
"""

import re
from dataclasses import dataclass
from typing import Final

from athletes.choices import MedicalFlag


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """`first`: what the coach does first. `opening`: a sentence to begin the answer with.

    `stems`: parts of words without one of which no phrase is met. To look for them costs next to nothing.
    """

    name: str
    title: str
    first: str
    opening: str
    stems: str
    phrases: re.Pattern[str]


NOW: Final = "Write at once: no running, and the emergency number if it is there now."
DOCTOR: Final = "No running until a doctor has looked at it. No plan before that."
TALK: Final = "Write today, kindly. A doctor first, then training."


def _any(*phrases: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(phrases)})(?!\w)", re.IGNORECASE)


NEAR: Final = r"(?:\W+\w+){0,5}?\W+"  # a few words between
PAIN: Final = r"(?:pains?|painful|pressure|tight|tightness|tightening|ach(?:e|es|ed|ing)|hurts?|hurting|burning|discomfort|squeezing|stabbing|sore(?:ness)?)"
CHEST: Final = r"(?:chest|breast ?bone|sternum)(?!\W+(?:strap|belt|band|monitor|press|freezer))"
LEG: Final = r"(?:cal(?:f|ves)|lower legs?|one leg|(?:left|right) leg)"
SWELLING: Final = r"(?:swell(?:s|ed|ing)?|swollen)"
BONE: Final = r"(?:(?:shin|heel|hip|thigh|foot) ?)?bones?"

SIGNS: Final[tuple[Sign, ...]] = (
    Sign(
        name="life",
        title="A life at risk",
        first="Answer now, before anything about running. Ask how they are, and who is with them.",
        opening=(
            "I am glad that you told me. Please talk to somebody today: a person you trust, a doctor or a crisis line,"
            " and your emergency number if you might act on it now. Running can wait, and I am here."
        ),
        stems="suicid myself life die dead without want harm reason",
        phrases=_any(
            r"suicid(?:e|al)(?!\W+(?:drills?|sprints?|runs?|pace|squeeze|hills?))",
            r"kill(?:ing)? myself",
            r"(?:end(?:ing)?|take|taking) my (?:own )?life",
            r"want(?:ed)? to die",
            r"better off (?:dead|without me)",
            r"(?:don[’']?t|do not|didn[’']?t) want to (?:live|be alive|be here any ?more|go on living)",
            r"self[- ]harm(?:ing|ed)?",
            r"(?:hurt|harm|cut)(?:ting|ing)? myself on purpose",
            r"no reason to (?:live|go on living)",
        ),
    ),
    Sign(
        name=MedicalFlag.CHEST_PAIN,
        title=MedicalFlag.CHEST_PAIN.label,
        first=NOW,
        opening=(
            "Please stop running until a doctor has looked at what you feel in your chest. If it comes at rest, spreads to"
            " arm or jaw, or you feel faint, call your emergency number at once. Training can wait."
        ),
        stems="chest breast sternum angina breath air",
        phrases=_any(
            rf"{CHEST}{NEAR}{PAIN}",
            rf"{PAIN}{NEAR}{CHEST}",
            r"angina",
            r"short(?:ness)? of breath",
            r"(?:unusually|suddenly|very|so) breathless(?!\W+(?:with|from) (?:joy|excitement|laughter))",
            r"breathless(?:ness)? (?:at rest|on the stairs|lying down)",
            r"(?:can[’']?t|cannot|couldn[’']?t|could not) (?:breathe|get any air|catch my breath)",
            r"gasp(?:ing|ed)? for (?:air|breath)",
        ),
    ),
    Sign(
        name=MedicalFlag.HEART_CONDITION,
        title="The heart",
        first=DOCTOR,
        opening="Please let a doctor look at your heart before you run again. Tell them exactly what you wrote to me.",
        stems="palpit ythmi fib heart carditis pacemaker pulse",
        phrases=_any(
            r"palpitations?",
            r"arr?h?ythmi(?:a|as|c)",
            r"a-?fib|atrial fibrillation",
            r"heart (?:attack|condition|disease|failure|murmur)(?! (?:hill|break))",
            r"myocarditis|pericarditis|pacemaker(?! (?:for|at|in) )",
            r"(?:heart|pulse)(?:\W+\w+){0,2}?\W+(?:flutters?|fluttering|irregular|stops|missed a beat)",
            r"(?:heart|pulse)(?:\W+\w+){0,2}?\W+skip(?:s|ped|ping)?\W+(?:a |some )?beats?(?!\W+(?:with|when|as|at the)\b)",
            r"heart(?:\W+\w+){0,2}?\W+rac(?:es|ing|ed) (?:at rest|for no reason|in bed|at night)",
        ),
    ),
    Sign(
        name=MedicalFlag.FAINTING,
        title=MedicalFlag.FAINTING.label,
        first=NOW,
        opening=(
            "Please do not run until a doctor has found out why you fainted, and tell somebody at home today. If it happens"
            " again, call your emergency number."
        ),
        stems="faint pass black conscious collapsed syncope",
        phrases=_any(
            r"faint(?:ed|ing)",
            r"(?:felt|feel|feeling|felt like|nearly|almost|went|got|getting|to) faint(?!\W?heart)",
            r"pass(?:ed|ing|es)? out(?!\W+(?:the |some |my |our |free |more )*(?:fl[iy]ers|leaflets|medals|water|cups|bibs|gels|candy|food|bananas|drinks|shirts))",
            r"black(?:ed|ing)[ -]out",
            r"(?:lost|losing|loss of) consciousness",
            r"(?:I|and|then|he|she) (?:just |suddenly |nearly |almost )?collapsed",
            r"syncope",
        ),
    ),
    Sign(
        name=MedicalFlag.CLOT,
        title="A swollen calf or a clot",
        first="A doctor today: a clot can look like a strain. No running, no massage.",
        opening=(
            "Please have the leg looked at today, and do not run on it or massage it: a swelling like that can be more than a"
            " strain. With chest pain or short breath, call your emergency number."
        ),
        stems="swell swollen clot dvt thrombos embolism thinner coagula warfarin eliquis xarelto",
        phrases=_any(
            rf"{LEG}{NEAR}{SWELLING}",
            rf"{SWELLING}{NEAR}{LEG}",
            r"blood clots?|dvt|(?:deep vein )?thrombos(?:is|es)|pulmonary embolism|embolism",
            r"blood thinners?|anti-?coagula(?:nts?|tion)|warfarin|eliquis|xarelto",
        ),
    ),
    Sign(
        name="urine",
        title="Blood in the urine, or dark urine",
        first="A doctor today. No running, and no painkillers.",
        opening="Please see a doctor today about the colour of your urine, drink, and do not run or take painkillers until then.",
        stems="blood urin pee wee rhabdo maturia",
        phrases=_any(
            r"blood(?:y)? in (?:my |the )?(?:urine|pee|wee|stool|poo)",
            r"bloody (?:urine|pee|stool)",
            r"(?:pee|peed|peeing|urinat(?:ed|ing)) (?:some )?blood",
            r"(?:urine|pee|wee)(?:\W+\w+){0,3}?\W+(?:dark brown|brown|red|pink|cola|coke|tea)(?:[- ]colou?red)?",
            r"(?:brown|red|pink|cola[- ]colou?red|coke[- ]colou?red|tea[- ]colou?red) (?:urine|pee|wee)",
            r"rhabdo(?:myolysis)?|haematuria|hematuria",
        ),
    ),
    Sign(
        name=MedicalFlag.NEUROLOGICAL,
        title=MedicalFlag.NEUROLOGICAL.label,
        first=DOCTOR,
        opening="Please stop running and let a doctor look at the numbness or weakness soon; at once, if it spreads.",
        stems="numb tingl pins drop feel way lost losing",
        phrases=_any(
            r"numb(?:ness)?",
            r"tingl(?:e|es|ed|ing)(?!\W+(?:with|of) (?:joy|excitement|anticipation))",
            r"pins and needles",
            r"(?:drop foot|foot drop)",
            r"(?:can[’']?t|cannot|couldn[’']?t) feel my (?:foot|feet|legs?|toes|arms?|hands?)",
            r"(?:leg|foot|arm) (?:gives|gave|is giving) way",
            r"(?:lost|losing) (?:all )?(?:feeling|strength) in my",
        ),
    ),
    Sign(
        name=MedicalFlag.BONE_STRESS,
        title=MedicalFlag.BONE_STRESS.label,
        first=DOCTOR,
        opening=(
            "Please do not run on this until a doctor has looked: pain on the bone, in one spot or at night can be a bone stress"
            " injury, and those heal well when they are found early."
        ),
        stems="stress bone hop night bed rest pain pinpoint pin-point limp",
        phrases=_any(
            r"(?:bone )?stress (?:fractures?|reactions?|injur(?:y|ies))",
            rf"{BONE} (?:pains?|aches?|hurts?|is sore|bruise)",
            rf"(?:pains?|hurts?|hurting|sore|tender|aches?|aching) (?:\w+ )?(?:on|in|along) (?:the|my) (?:\w+ )?{BONE}",
            r"(?:hurts?|pain|painful)(?:\W+\w+){0,3}?\W+hop(?:s|ping)?",
            r"(?:pain|hurts?|aches?|throb(?:s|bing)?)(?:\W+\w+){0,3}?\W+(?:at night|in bed|at rest)",
            r"pain(?:\W+\w+){0,2}?\W+(?:wakes?|woke|keeps?|kept) me",
            r"(?:pinpoint|pin-point) (?:pain|tenderness)",
            r"(?:limp|limping|limped)",
        ),
    ),
    Sign(
        name=MedicalFlag.CONCUSSION,
        title="A blow to the head",
        first=DOCTOR,
        opening="Please do not run until a doctor has cleared you after that blow to the head, however well you feel.",
        stems="concuss head knocked",
        phrases=_any(
            r"concuss(?:ion|ed)",
            r"(?:hit|banged|knocked|bumped) my head",
            r"head injury",
            r"knocked (?:out cold|unconscious)",
        ),
    ),
    Sign(
        name=MedicalFlag.EATING_DISORDER,
        title=MedicalFlag.EATING_DISORDER.label,
        first=TALK,
        opening=(
            "Thank you for telling me that. Before we talk about training, please talk to a doctor about eating: runners need"
            " more than most, and there is good help."
        ),
        stems="eat orexi bulimi bing purg myself laxative lost red-s deficien",
        phrases=_any(
            r"eating disorders?|anorexi[ac]|bulimi[ac]|orthorexi[ac]",
            r"bing(?:e|ed|ing|eing)(?!\W?-?(?:watch|on (?:net|tv|series)))(?: eat(?:ing)?)?",
            r"purg(?:e|ed|ing)",
            r"(?:make|made|making) myself (?:sick|vomit|throw up)",
            r"(?:hardly|barely|stopped) eat(?:ing)?",
            r"(?:afraid|scared) (?:of|to) eat(?:ing)?",
            r"laxatives?",
            r"lost (?:about |over |almost |nearly )?\d+ ?(?:kg|kilos?|pounds|lbs?|stone) in (?:\w+ ){0,2}(?:weeks?|days|month)",
            r"red-s|relative energy deficiency",
        ),
    ),
    Sign(
        name=MedicalFlag.MISSED_PERIODS,
        title=MedicalFlag.MISSED_PERIODS.label,
        first=TALK,
        opening="Please see a doctor about your missing periods before we add any training: it often means too little energy.",
        stems="period amenorr",
        phrases=_any(
            r"(?:lost|missed|missing|irregular) (?:my |\w+ )?periods?",
            r"(?:have not|haven[’']?t|not) had (?:my |a )period",
            r"periods? (?:has |have )?(?:stopped|disappeared|gone away|been missing)",
            r"amenorrh\w+",
        ),
    ),
)
