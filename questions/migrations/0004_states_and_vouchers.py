"""Apart from the new columns: PostgreSQL builds no index on a table whose changed rows it still has to check."""

from typing import Any

from django.db import migrations, models

STATES = {"open": "new", "closed": "declined"}


def name_states_anew(apps: Any, _: Any) -> None:
    questions = apps.get_model("questions", "Question").objects
    for before, after in STATES.items():
        questions.filter(state=before).update(state=after)


def name_states_as_before(apps: Any, _: Any) -> None:
    questions = apps.get_model("questions", "Question").objects
    questions.filter(state__in=["new", "waiting"]).update(state="open")
    questions.filter(state__in=["declined", "spam"]).update(state="closed")


def say_what_accounts_said(apps: Any, _: Any) -> None:
    apps.get_model("questions", "Message").objects.filter(author__isnull=False).update(vouched_by="account")
    athletes = apps.get_model("athletes", "Athlete").objects.filter(user=models.OuterRef("asker")).values("pk")
    asked = apps.get_model("questions", "Question").objects.filter(asker__athlete__isnull=False)
    asked.update(athlete=models.Subquery(athletes))


class Migration(migrations.Migration):
    dependencies = [("questions", "0003_incoming_mail")]

    operations = [
        migrations.RunPython(name_states_anew, name_states_as_before, elidable=True),
        migrations.RunPython(say_what_accounts_said, migrations.RunPython.noop, elidable=True),
    ]
