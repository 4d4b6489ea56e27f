import django.core.validators
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("athletes", "0007_mail_once"),
    ]

    operations = [
        migrations.CreateModel(
            name="Activity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("date", models.DateField()),
                ("distance_m", models.FloatField(blank=True, null=True)),
                ("duration_s", models.PositiveIntegerField(blank=True, null=True)),
                (
                    "effort",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        null=True,
                        validators=[
                            django.core.validators.MinValueValidator(0),
                            django.core.validators.MaxValueValidator(10),
                        ],
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=2000)),
                (
                    "source",
                    models.CharField(
                        choices=[("manual", "typed"), ("file", "from a file")], default="manual", max_length=6
                    ),
                ),
                ("key", models.CharField(max_length=64)),
                ("at", models.DateTimeField()),
                (
                    "athlete",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="activities", to="athletes.athlete"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "activities",
                "indexes": [models.Index(fields=["athlete", "date"], name="activity_by_day")],
                "constraints": [
                    models.UniqueConstraint(fields=("athlete", "key"), name="activity_once"),
                    models.CheckConstraint(
                        condition=models.Q(("effort", None), ("effort__lte", 10), _connector="OR"),
                        name="activity_effort_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("distance_m", None), ("distance_m__range", (0, 300000)), _connector="OR"),
                        name="activity_distance_range",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("distance_m__isnull", False), ("duration_s__isnull", False), _connector="OR"
                        ),
                        name="activity_has_an_amount",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source__in", ["manual", "file"])), name="activity_source_known"
                    ),
                ],
            },
        ),
    ]
