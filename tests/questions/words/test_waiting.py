import pytest

from questions.words.waiting import wait_words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "in a minute"), (60, "in a minute"), (61, "in 2 minutes"), (3600, "in 60 minutes"), (3601, "in 2 hours")],
)
def test_a_wait_is_never_told_too_short(seconds, words):
    assert wait_words(seconds) == words
