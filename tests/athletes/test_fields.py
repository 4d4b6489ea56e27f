import pytest
from django.core.exceptions import ValidationError

from athletes.forms.fields import ResultField


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("3:45:00", 13_500),
        ("0:41:20", 2_480),
        ("41:20", 2_480),
        ("75:30", 4_530),
        (" 3 : 45 : 00 ", 13_500),
        ("19:57.6", 1_197),
        ("", None),
        ("0:00", None),
    ],
)
def test_a_result_is_read_as_runners_write_it(typed, seconds):
    assert ResultField().clean(typed) == seconds


@pytest.mark.parametrize("typed", ["45", "3:75:00", "41:2", "41.20", "-41:20", "1:2:3:4", "four"])
def test_what_is_no_time_says_how_to_write_one(typed):
    with pytest.raises(ValidationError, match="such as 3:45:00"):
        ResultField().clean(typed)
