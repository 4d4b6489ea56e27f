"""The address a mail is answered to, and what it opens."""

from uuid import UUID, uuid4

import pytest

from athletes.replies import Thread, reply_address, thread_of, thread_token, token_in

ATHLETE = UUID("0d1e6f7a-3b57-4c58-9f0a-b1c2d3e4f506")
DOMAIN = "reply.example.org"


@pytest.fixture(autouse=True)
def _domain(settings):
    settings.REPLY_DOMAIN = DOMAIN


def test_a_reply_finds_the_athlete_and_the_coach():
    address = reply_address(ATHLETE, 7)

    assert thread_of(token_in(address)) == Thread(ATHLETE, 7)


@pytest.mark.parametrize("coach_id", [1, 255, 2**31, 2**40 - 1])
def test_the_local_part_is_never_too_long(coach_id):
    local, _, domain = reply_address(uuid4(), coach_id).partition("@")

    assert len(local) <= 64
    assert domain == DOMAIN


def test_a_mail_program_may_change_its_case_and_dress_it_up():
    address = f"Your Coach <{reply_address(ATHLETE, 7).upper()}>"

    assert thread_of(token_in(address)) == Thread(ATHLETE, 7)


def test_no_single_letter_can_be_changed():
    token = thread_token(ATHLETE, 7)
    changed = [f"{token[:n]}{'b' if token[n] == 'a' else 'a'}{token[n + 1 :]}" for n in range(len(token))]

    # The last letter holds a few bits that say nothing.
    assert {thread_of(one) for one in changed[:-1]} == {None}


@pytest.mark.parametrize("token", ["", "x", "a" * 50, "ä" * 50, "1" * 50, "a" * 10_000, "\0", "a" * 49 + "\n"])
def test_what_we_did_not_make_opens_nothing(token):
    assert thread_of(token) is None


def test_a_token_outlives_a_change_of_keys(settings):
    token = thread_token(ATHLETE, 7)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another"

    assert thread_of(token) == Thread(ATHLETE, 7)
    settings.SECRET_KEY_FALLBACKS = []
    assert thread_of(token) is None


@pytest.mark.parametrize("address", ["coach@example.org", "reply+short@example.org", "reply@example.org", ""])
def test_other_addresses_have_no_token(address):
    assert token_in(address) == ""


def test_without_a_domain_there_is_no_such_address(settings):
    settings.REPLY_DOMAIN = ""

    assert reply_address(ATHLETE, 7) == ""
