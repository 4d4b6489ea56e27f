import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("athletes", "0008_activity"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Measurement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("max_hr", "highest heart rate"),
                            ("threshold_hr", "threshold heart rate"),
                            ("resting_hr", "resting heart rate"),
                            ("time_trial", "time trial"),
                        ],
                        max_length=12,
                    ),
                ),
                ("bpm", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("distance_m", models.FloatField(blank=True, null=True)),
                ("duration_s", models.FloatField(blank=True, null=True)),
                ("measured_on", models.DateField(blank=True, null=True)),
                ("source", models.CharField(blank=True, max_length=120, verbose_name="how it was measured")),
                ("at", models.DateTimeField()),
                (
                    "athlete",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="measurements", to="athletes.athlete"
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
                "indexes": [models.Index(fields=["athlete", "kind", "-measured_on"], name="measurement_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("bpm", None),
                                ("distance_m__gt", 0),
                                ("distance_m__isnull", False),
                                ("duration_s__gt", 0),
                                ("duration_s__isnull", False),
                                ("kind", "time_trial"),
                            ),
                            models.Q(
                                models.Q(("kind", "time_trial"), _negated=True),
                                ("bpm__isnull", False),
                                ("bpm__range", (20, 250)),
                                ("distance_m", None),
                                ("duration_s", None),
                            ),
                            _connector="OR",
                        ),
                        name="measurement_says_its_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["max_hr", "threshold_hr", "resting_hr", "time_trial"])),
                        name="measurement_kind_known",
                    ),
                ],
            },
        ),
    ]
