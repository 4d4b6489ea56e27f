"""What a kind of mail in the outbox is to its reader: one they may turn off, one that is about their account, or neither."""

from typing import Final

from athletes.choices import MailKind

# Its switch is `Athlete.reminders_on`, beside day and hour.
WEEKLY: Final = "weekly_plan"
# Its switch is `Athlete.daily_on`, and off until somebody wants it.
DAILY: Final = "daily_plan"

# What somebody has just asked for, or has to know about their account: it comes always, also to an address that is
# suspended, for who asks for a new password may have put their mailbox right. Names of allauth's templates, and our own.
ACCOUNT: Final = frozenset(
    {
        "account_already_exists",
        "account_leaving",
        "email_changed",
        "email_confirm",
        "email_confirmation",
        "email_confirmation_signup",
        "email_deleted",
        "login_code",
        "password_changed",
        "password_reset",
        "password_reset_code",
        "password_reset_key",
        "password_set",
        "recovery_codes_generated",
        "session_changed",
        "totp_activated",
        "totp_deactivated",
        "unknown_account",
        "webauthn_added",
        "webauthn_removed",
    }
)

# Of the kinds that can be turned off, those whose reply is not a word to the reader's coach.
NOT_FROM_COACH: Final = frozenset({MailKind.QUESTION_ANSWERED.value, MailKind.COACH_DIGEST.value})


def can_be_turned_off(kind: str) -> bool:
    return kind in all_that_can_be_turned_off()


def all_that_can_be_turned_off() -> list[str]:
    return [WEEKLY, DAILY, *MailKind.values]


def is_from_coach(kind: str) -> bool:
    """May the coach know of it, and read what is answered to it?"""
    return can_be_turned_off(kind) and kind not in NOT_FROM_COACH


def from_coach() -> list[str]:
    """See also `is_from_coach`."""
    return [kind for kind in all_that_can_be_turned_off() if is_from_coach(kind)]


def kind_words(kind: str) -> str:
    """ "Weekly plan"."""
    return kind.replace("_", " ").capitalize()
