import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Columns that may be empty and hold nothing yet: no table is written anew."""

    dependencies = [("athletes", "0015_mail_content"), ("questions", "0005_mail_in")]

    operations = [
        migrations.AddField(
            model_name="question",
            name="merged_into",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="merged",
                to="questions.question",
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="snoozed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="question",
            name="snoozed_until",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="incomingmail",
            name="coach",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="athletes.coach",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("snoozed_at", None), ("snoozed_until", None)),
                    models.Q(("snoozed_at__isnull", False), ("snoozed_until__isnull", False)),
                    _connector="OR",
                ),
                name="question_snoozed_has_both",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("merged_into", None), models.Q(("merged_into", models.F("pk")), _negated=True), _connector="OR"
                ),
                name="question_not_merged_into_itself",
            ),
        ),
    ]
