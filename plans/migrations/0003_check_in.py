import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("athletes", "0002_squad"),
        ("plans", "0002_training_session_alternate"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CheckIn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("week_start", models.DateField()),
                (
                    "feeling",
                    models.CharField(
                        choices=[
                            ("easy", "too easy"),
                            ("right", "right"),
                            ("hard", "too hard"),
                            ("ache", "something aches"),
                        ],
                        max_length=5,
                    ),
                ),
                ("where", models.CharField(blank=True, max_length=80, verbose_name="where it aches")),
                ("at", models.DateTimeField()),
                (
                    "athlete",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="check_ins", to="athletes.athlete"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("athlete", "week_start"), name="check_in_once_a_week"),
                    models.CheckConstraint(
                        condition=models.Q(("feeling__in", ["easy", "right", "hard", "ache"])),
                        name="check_in_feeling_known",
                    ),
                ],
            },
        ),
    ]
