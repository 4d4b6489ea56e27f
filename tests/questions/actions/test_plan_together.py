"""Two presses at the very same moment make one record, one draft and one mailed link."""

from functools import partial

import pytest

from athletes.models import Athlete, Invitation, OutgoingMail
from plans.models import OffSeason
from questions.actions.answer_with_plan import Attached, answer_with_plan
from questions.actions.plan_from import enter_asker
from questions.pages.asker import asker_of
from tests.factories import NOW, make_athlete
from tests.plans.drafted import drafted, make_draft
from tests.questions.factories import make_question
from tests.together import together

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_clicks_at_once_enter_one_runner(alice):
    question = make_question(text="I ran New York. Boston is in April. I run 48 miles a week.", asked_at=NOW)

    def press():
        asker = asker_of(question, coach=alice)
        races = [race for race in (asker.fall_race, asker.a_race) if race]
        return enter_asker(question, asker.athlete, races=races, weeks=[], coach=alice, by=alice.user, at=NOW)

    first, second = together([press, press])

    assert first == second
    assert (Athlete.objects.count(), OffSeason.objects.count()) == (1, 1)


def test_two_clicks_at_once_send_one_link(alice):
    off_season = make_draft(make_athlete(name="Amanda Reyes", coach=alice))
    question = make_question(athlete=off_season.athlete, coach=alice)
    seen = Attached(version=drafted(off_season).number, lock=off_season.lock)
    press = partial(answer_with_plan, question, by=alice, text="Less of it all.", at=NOW, attached=seen)

    together([press, press])

    assert OutgoingMail.objects.count() == 1
    assert Invitation.objects.get().withdrawn_at is None
