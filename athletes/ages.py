"""From which age on a person may have an account of their own. Younger runners are a coach's record."""

from datetime import date

ACCOUNT_AGE = 16


def age(birth_date: date, *, on: date) -> int:
    had_birthday = (on.month, on.day) >= (birth_date.month, birth_date.day)
    return on.year - birth_date.year - (not had_birthday)


def may_have_account(birth_date: date | None, *, on: date) -> bool:
    """True also while no birth date is known: then the person's own word at sign-up counts."""
    return birth_date is None or age(birth_date, on=on) >= ACCOUNT_AGE
