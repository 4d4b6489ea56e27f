"""The words a form offers. Values are those of the plan contract."""

from django.db.models import TextChoices


class Unit(TextChoices):
    KILOMETRES = "km", "kilometres"
    MILES = "mi", "miles"
    MINUTES = "min", "minutes"


class WeekStart(TextChoices):
    MONDAY = "mon", "Monday"
    SUNDAY = "sun", "Sunday"


class Weekday(TextChoices):
    MONDAY = "mon", "Monday"
    TUESDAY = "tue", "Tuesday"
    WEDNESDAY = "wed", "Wednesday"
    THURSDAY = "thu", "Thursday"
    FRIDAY = "fri", "Friday"
    SATURDAY = "sat", "Saturday"
    SUNDAY = "sun", "Sunday"


class Sex(TextChoices):
    FEMALE = "F", "female"
    MALE = "M", "male"


class Injury(TextChoices):
    NONE = "none", "healthy"
    NIGGLE = "niggle", "a niggle now"
    PAST_YEAR = "past_year", "an injury in the last year that cost a week or more"
    RETURNING = "returning", "coming back from injury"


class LiftingExperience(TextChoices):
    NONE = "none", "new to lifting"
    SOME = "some", "some lifting"
    TRAINED = "trained", "a trained lifter"


class Equipment(TextChoices):
    NONE = "none", "nothing"
    HOME = "home", "a few things at home"
    GYM = "gym", "a gym"


class RacePriority(TextChoices):
    A = "A", "A, the goal"
    B = "B", "B, matters"
    C = "C", "C, for fun"


class RaceStatus(TextChoices):
    PLANNED = "planned", "planned"
    FINISHED = "finished", "finished"
    DNF = "dnf", "did not finish"
    DNS = "dns", "did not start"


class RaceEffort(TextChoices):
    RACED = "raced", "raced"
    TRAINING = "training", "run as training"


class MeasurementKind(TextChoices):
    MAX_HR = "max_hr", "highest heart rate"
    THRESHOLD_HR = "threshold_hr", "threshold heart rate"
    RESTING_HR = "resting_hr", "resting heart rate"
    TIME_TRIAL = "time_trial", "time trial"


class UnusableReason(TextChoices):
    ILL = "ill", "ill"
    INJURED = "injured", "injured"
    TRAVEL = "travel", "travelling"
    OTHER = "other", "not a usual week"


class ActivitySource(TextChoices):
    MANUAL = "manual", "typed"
    FILE = "file", "from a file"


class MedicalFlag(TextChoices):
    """What wants a clinician's word before a training plan. Names are the plan contract's."""

    CHEST_PAIN = "chest_pain", "Chest pain or unusual breathlessness on effort"
    FAINTING = "fainting", "Fainting, or nearly, on effort"
    HEART_CONDITION = "heart_condition", "A heart condition"
    KIDNEY_CONDITION = "kidney_condition", "A kidney condition"
    METABOLIC_CONDITION = "metabolic_condition", "Diabetes or another metabolic condition"
    BONE_STRESS = "bone_stress", "A bone stress injury, or the fear of one"
    MISSED_PERIODS = "missed_periods", "Periods missed for more than three months"
    EATING_DISORDER = "eating_disorder", "An eating disorder, or losing weight fast"
    NEUROLOGICAL = "neurological", "New numbness, weakness or other nerve signs"
    CLOT = "clot", "Blood thinners after a clot"
    CONCUSSION = "concussion", "A concussion that is not cleared"
    PREGNANCY = "pregnancy", "Pregnancy"
    POSTPARTUM = "postpartum", "A birth in the last twelve weeks"


class AcheSign(TextChoices):
    """What turns an ache into something for a clinician: planning.md 5.3, 9 and 14."""

    GAIT = "gait", "The pain changes how I run or walk, or I limp"
    BONE = "bone", "It is on the bone, or sharp in one spot when I hop: a suspected bone stress injury"
    NIGHT = "night", "It hurts at night or at rest"
    NERVE = "nerve", "There is numbness, weakness or tingling with it"
    CHEST = "chest", "It is in the chest, or I was faint or unusually breathless"


FLAG_OF_SIGN = {
    AcheSign.GAIT: MedicalFlag.BONE_STRESS,
    AcheSign.BONE: MedicalFlag.BONE_STRESS,
    AcheSign.NIGHT: MedicalFlag.BONE_STRESS,
    AcheSign.NERVE: MedicalFlag.NEUROLOGICAL,
    AcheSign.CHEST: MedicalFlag.CHEST_PAIN,
}


class MailKind(TextChoices):
    """Mail that a person may turn off, by the kind it has in the outbox; the words stand on the settings page.

    What they have just asked for, such as a reset, is none of it. The weekly mail has its own switch beside its day.
    """

    PLAN_PUBLISHED = "plan_published", "My plan is out"
    PLAN_CHANGED = "plan_changed", "My plan has changed"
    PHASE_BEGINS = "phase_begins", "A phase of my plan begins, and when the spring plan does"
    CHECK_IN = "check_in", "A week is over and I have not said how it felt"
    QUESTION_ANSWERED = "question_answered", "A question of mine is answered"
    COACH_DIGEST = "coach_digest", "Monday comes: who raced, who needs me, who is silent"
