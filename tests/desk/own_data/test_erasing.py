"""Who is erased is found nowhere in the database; what others own stays."""

from datetime import date, timedelta

import pytest
import time_machine
from celery.app.task import Task
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.db.models import CharField, EmailField, F, JSONField, SlugField, TextField, UUIDField

from athletes.actions.erasure import keep_account, request_erasure
from athletes.models import Athlete, Erasure, OutgoingMail, SetAside, Squad, User
from athletes.models.erasure import GRACE
from athletes.replies import reply_address
from coachapp.desk.own_data.belongings import KEPT_BACK, SECTIONS
from coachapp.desk.own_data.erasing import ASKED_BY, erase, erase_person
from coachapp.desk.tasks import erase_due, erase_one
from plans.actions.calendar_feed import calendar_of
from plans.models import AssignmentBatch
from questions.models import Answer, Edition, IncomingMail, Message, Question
from questions.replies import question_address
from tests.conftest import logged_in
from tests.desk.own_data.world import EMAIL, MARK, SECOND, add_what_stays_behind, make_zqvx
from tests.factories import NOW, account_of, make_athlete, make_history
from tests.questions.factories import make_answered, make_published, make_question
from tests.questions.letters import MX, letter, receive

pytestmark = pytest.mark.django_db
OVER = NOW + GRACE


@pytest.fixture
def zqvx(alice, dana):
    athlete = make_zqvx(alice)
    add_what_stays_behind(athlete, alice, dana)
    return athlete


def test_nothing_is_left_anywhere(zqvx):
    """In no table, whatever it is called and whoever has added it."""
    user = account_of(zqvx)
    mark_everything(user)
    logged_in(user)
    assert missing_in_the_world(user) == set(), "Give Zqvx one of each in tests/desk/own_data/world.py"
    assert {MARK, EMAIL, SECOND} == {word for word in (MARK, EMAIL, SECOND) if found(word)}
    request_erasure(user, at=NOW)
    assert erase(Erasure.objects.get().pk, at=OVER)
    assert [place for word in (MARK, EMAIL, SECOND, str(zqvx.pk)) for place in found(word)] == []
    assert not [one for one in Session.objects.all() if one.get_decoded().get("_auth_user_id") == str(user.pk)]


def test_what_others_own_stays(zqvx, alice, bob):
    make_history(bob, 40, first=NOW.date())
    erase_person(account_of(zqvx))
    assert set(Athlete.objects.values_list("name", flat=True)) == {"Bob Brandt", "Somebody"}
    assert Squad.objects.filter(coach=alice).exists()
    assert AssignmentBatch.objects.get().title == "New York squad"
    assert bob.history_weeks.count() == 1


def test_of_questions_only_the_coachs_own_work_stays(zqvx):
    erase_person(account_of(zqvx))
    reworded, agreed = Question.objects.order_by(F("slug").asc(nulls_last=True))
    assert (reworded.state, reworded.public_text, reworded.asker_name) == ("published", "A runner asks.", ASKED_BY)
    assert (agreed.state, agreed.slug, agreed.public_text, agreed.asker_email) == ("answered", None, "", "")
    assert set(Answer.objects.values_list("text", flat=True)) == {"Run a third less and leave nothing out."}
    assert not reworded.messages.exists()
    assert not agreed.consents.exists()
    assert list(Edition.objects.all()) == [reworded.edition]


@pytest.mark.usefixtures("_vouching")
def test_what_came_by_mail_goes_from_wherever_it_went(zqvx, alice, bob):
    """Their own questions, what came through their link, what they wrote into another's thread, and what was refused."""
    receive(letter("Mine.", number=1, sender=EMAIL, vouched=True))
    receive(letter("Their link.", number=2, sender="mo@example.net", to=reply_address(zqvx.pk, alice.pk)))
    thread = make_question(asker=account_of(bob), asker_email="bob@example.org")
    receive(letter("Me too.", number=3, sender=EMAIL, vouched=True, to=question_address(thread.pk)))
    receive(letter("Away.", number=4, sender=EMAIL, Auto_Submitted="auto-replied"))
    receive(letter("Bob's own.", number=5, sender="bob@example.org", vouched=True))
    erase_person(account_of(zqvx))

    assert list(IncomingMail.objects.values_list("key", flat=True)) == ["<5@example.org>"]
    assert [message.text for message in Message.objects.filter(source="mail")] == ["Bob's own."]
    assert thread.messages.count() == 1


@pytest.fixture
def _vouching(settings):
    settings.MAIL_AUTHSERV_IDS, settings.REPLY_DOMAIN = [MX], "reply.club.example"


@pytest.mark.parametrize("answer", [f"Well, {MARK}, rest.", f"I wrote to {EMAIL.upper()}.", "As I told Ünal:"])
def test_an_answer_that_names_who_asked_goes(alice, answer):
    user = account_of(make_athlete(name=f"{MARK} Ünal", email=EMAIL))
    make_published(by=alice, answer=answer, asker=user, asker_name=f"{MARK} Ünal", asker_email=EMAIL, shown_name=MARK)
    erase_person(user)
    assert not Question.objects.exists()


def test_a_name_inside_of_a_word_names_nobody(alice):
    user = account_of(make_athlete(name="Ann", email="ann@example.org"))
    make_published(
        by=alice,
        answer="Annual breaks are for planners.",
        asker=user,
        asker_name="Ann",
        asker_email="ann@example.org",
        shown_name=None,
    )
    erase_person(user)
    assert Answer.objects.count() == 1


def test_a_question_of_somebody_else_is_not_touched(zqvx, alice):
    other = make_answered(by=alice, title="Mine", asker_email="other@example.org")
    erase_person(account_of(zqvx))
    assert Question.objects.get(pk=other.pk).asker_email == "other@example.org"


def test_a_mail_to_others_loses_what_names_the_person_and_one_that_waits_is_let_be(alice):
    user = account_of(make_athlete(name="Bob", email="bob@example.org"))
    fields = {"to": "alice@example.org", "kind": "x", "created_at": NOW, "not_before": NOW, "subject": "Bob has news"}
    OutgoingMail.objects.create(
        key="1", message_id="1", state="sent", headers={"Reply-To": "bob@example.org"}, **fields
    )
    OutgoingMail.objects.create(key="2", message_id="2", state="waiting", **fields)
    erase_person(user)
    assert list(OutgoingMail.objects.order_by("key").values_list("subject", "headers")) == [
        ("", {}),
        ("Bob has news", {}),
    ]


def test_what_a_coach_put_off_about_them_goes(zqvx):
    SetAside.objects.create(coach=zqvx.coach, kind="draft", fact="77", at=NOW)
    erase_person(account_of(zqvx))
    assert list(SetAside.objects.values_list("fact", flat=True)) == ["77"]


def test_only_a_number_and_moments_remain(zqvx):
    user = account_of(zqvx)
    request_erasure(user, at=NOW)
    erase(Erasure.objects.get().pk, at=OVER)
    mark = Erasure.objects.get()
    assert (mark.person, mark.user, mark.coach, mark.done_at) == (user.pk, None, None, OVER)
    assert not mark.squads.exists()


def test_before_its_time_nothing_goes(zqvx):
    request_erasure(account_of(zqvx), at=NOW)
    assert not erase(Erasure.objects.get().pk, at=OVER - timedelta(seconds=1))
    assert User.objects.filter(email=EMAIL).exists()


def test_who_kept_the_account_is_not_erased(zqvx):
    erasure = request_erasure(account_of(zqvx), at=NOW)
    keep_account(account_of(zqvx), at=NOW)
    assert not erase(erasure.pk, at=OVER)
    assert Athlete.objects.filter(pk=zqvx.pk).exists()


def test_erasing_twice_is_the_same_as_once(zqvx):
    request_erasure(account_of(zqvx), at=NOW)
    with time_machine.travel(OVER, tick=False):
        erase_one(Erasure.objects.get().pk)
        done_at = Erasure.objects.get().done_at
    with time_machine.travel(OVER + timedelta(days=1), tick=False):
        erase_one(Erasure.objects.get().pk)
    assert Erasure.objects.get().done_at == done_at


def test_a_look_days_late_finds_all_who_are_due(monkeypatch, zqvx, charlie):
    handed: list[int] = []
    monkeypatch.setattr(Task, "apply_async", lambda _task, args, **_: handed.append(args[0]))
    first = request_erasure(account_of(zqvx), at=NOW)
    request_erasure(charlie, at=NOW + timedelta(days=5))
    with time_machine.travel(OVER + timedelta(days=3), tick=False):
        erase_due()
    assert handed == [first.pk]
    with time_machine.travel(OVER + timedelta(days=30), tick=False):
        erase_due()
    assert len(handed) == 3


def test_the_operator_sees_who_is_due_and_erases_who_came_back(zqvx, charlie, capsys):
    user = account_of(zqvx)
    request_erasure(user, at=NOW)
    with time_machine.travel(OVER, tick=False):
        call_command("erase", "--dry-run")
        assert f"user {user.pk}: due" in capsys.readouterr().out
        assert User.objects.filter(pk=user.pk).exists()
        call_command("erase")
    assert not User.objects.filter(pk=user.pk).exists()
    capsys.readouterr()
    call_command("erase", "--done")
    assert capsys.readouterr().out.split() == [str(user.pk)]
    call_command("erase", "--again", str(user.pk), str(charlie.pk))
    assert not User.objects.filter(pk=charlie.pk).exists()


def found(word):
    """Every place in the database where a text, a document or bytes hold this word."""
    places = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, data_type FROM information_schema.columns"
            " WHERE table_schema = 'public' AND data_type IN"
            " ('text', 'character varying', 'json', 'jsonb', 'bytea', 'tsvector', 'ARRAY', 'uuid', 'character')"
        )
        for table, column, kind in cursor.fetchall():
            text = f"encode(\"{column}\", 'escape')" if kind == "bytea" else f'"{column}"::text'
            cursor.execute(f'SELECT count(*) FROM "{table}" WHERE {text} ILIKE %s', [f"%{word}%"])
            if cursor.fetchone()[0]:
                places.append(f"{table}.{column}")
    return places


def mark_everything(user):
    """The mark in every text and document of every row that is theirs, as far as a column takes any word."""
    for section in SECTIONS:
        rows = type(section.rows(user))(section.model).filter(pk__in=[row.pk for row in section.rows(user)])
        if section.model is Question:
            rows = rows.exclude(state="published")
        rows.update(**{name: word for name in section.fields.split() if (word := mark_of(section.field_of(name)))})


def mark_of(field):
    if field.choices or field.unique or isinstance(field, (EmailField, SlugField, UUIDField)) or field.name == "key":
        return None
    if field.name == "time_zone":
        return None  # asked for when they leave
    if isinstance(field, JSONField):
        return {"mark": MARK}
    return MARK if isinstance(field, (CharField, TextField)) else None


def missing_in_the_world(user):
    """Models of which there is no row: erasing them would prove nothing."""
    theirs = {section.model for section in SECTIONS if section.rows(user).exists()}
    theirs |= {model for model in map(apps.get_model, KEPT_BACK) if model._default_manager.exists()}
    wanted = {section.model for section in SECTIONS} | set(map(apps.get_model, KEPT_BACK))
    return {model._meta.label for model in wanted - theirs}


def test_an_open_session_ends(zqvx):
    store = SessionStore()
    store["_auth_user_id"] = str(zqvx.user_id)
    store.save()
    erase_person(account_of(zqvx))
    assert not Session.objects.filter(pk=store.session_key).exists()


def test_a_calendar_stops_with_the_account_and_goes_on_when_it_is_kept(zqvx, client):
    address = calendar_of(zqvx).address
    assert client.get(address).status_code == 200
    request_erasure(account_of(zqvx), at=NOW)
    assert client.get(address).status_code == 404
    keep_account(account_of(zqvx), at=NOW)
    assert client.get(address).status_code == 200
    erase_person(account_of(zqvx))
    assert client.get(address).status_code == 404


def test_no_open_session_can_bring_back_a_week_of_theirs(zqvx, bob, as_alice):
    """The coach's session remembers what stood there before; others' weeks stay in it."""
    make_history(bob, 40, first=date(2026, 9, 7))
    for athlete in (zqvx, bob):
        page = f"/coach/athletes/{athlete.pk}/baseline/weeks/2026-09-07/mark/"
        assert as_alice.post(page, {"unusable": "ill"}).status_code == 302
    assert len(as_alice.session["before"]) == 2
    erase_person(account_of(zqvx))
    assert [name for name, _ in as_alice.session["before"]] == [f"week:{bob.pk}:2026-09-07"]
    assert as_alice.get("/coach/").status_code == 200
