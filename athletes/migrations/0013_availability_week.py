import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("athletes", "0012_mail_off")]

    operations = [
        migrations.CreateModel(
            name="AvailabilityWeek",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("start", models.DateField()),
                ("minutes", models.JSONField(default=dict)),
                ("note", models.CharField(blank=True, max_length=200)),
                ("at", models.DateTimeField()),
                (
                    "athlete",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="availability_weeks",
                        to="athletes.athlete",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("athlete", "start"), name="availability_once_per_athlete_and_week")
                ],
            },
        ),
    ]
