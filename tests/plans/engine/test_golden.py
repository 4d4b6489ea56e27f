"""The plans of `golden/`, page by page. A page that changed on purpose is written anew: see `golden.py`."""

from difflib import unified_diff

import pytest

from tests.plans.engine.golden import FOLDER, golden_request, names, page, page_path


@pytest.mark.parametrize("name", names())
def test_the_plan_is_the_page_a_coach_has_read(name):
    read = page_path(name).read_text().splitlines()

    difference = list(unified_diff(read, page(golden_request(name)).splitlines(), "read", "today", n=1, lineterm=""))

    if difference:
        pytest.fail("\n".join([f"{name} is another plan today", *difference]), pytrace=False)


def test_every_page_has_its_request():
    assert sorted(path.stem for path in FOLDER.glob("*.txt")) == names()
