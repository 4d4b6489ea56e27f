import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("athletes", "0003_set_aside"),
        ("plans", "0006_coach_policy"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Workout",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField()),
                ("version", models.PositiveIntegerField()),
                ("title", models.CharField(max_length=80)),
                (
                    "ingredient",
                    models.CharField(
                        choices=[
                            ("long", "long run"),
                            ("fast", "fast workout"),
                            ("strides", "strides"),
                            ("easy", "easy run"),
                            ("aerobic", "aerobic run"),
                            ("strength", "strength"),
                            ("plyometric", "plyometrics"),
                            ("mobility", "mobility"),
                            ("cross", "cross-training"),
                            ("minimalist", "minimalist running"),
                            ("rest", "rest"),
                            ("race", "race"),
                        ],
                        max_length=10,
                    ),
                ),
                ("template", models.JSONField()),
                ("is_archived", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "coach",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="workouts", to="athletes.coach"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("coach", "number", "version"), name="workout_version_once"),
                ],
            },
        ),
    ]
