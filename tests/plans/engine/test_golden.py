"""The plans of `golden/`, page by page. A page that changed on purpose is written anew: see `golden.py`."""

import pytest

from tests.plans.engine.golden import FOLDER, golden_request, names, page, page_path


@pytest.mark.parametrize("name", names())
def test_the_plan_is_the_page_a_coach_has_read(name):
    assert page(golden_request(name)).splitlines() == page_path(name).read_text().splitlines()


def test_every_page_has_its_request():
    assert sorted(path.stem for path in FOLDER.glob("*.txt")) == names()
