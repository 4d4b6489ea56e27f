import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("athletes", "0003_set_aside"), ("plans", "0003_check_in")]

    operations = [
        migrations.CreateModel(
            name="AssignmentBatch",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("key", models.UUIDField()),
                ("title", models.CharField(max_length=80)),
                ("choices", models.JSONField(default=dict)),
                ("created_at", models.DateTimeField()),
                ("stopped_at", models.DateTimeField(blank=True, null=True)),
                ("undone_at", models.DateTimeField(blank=True, null=True)),
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
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignment_batches",
                        to="athletes.coach",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["coach", "-created_at"], name="assignment_by_coach")],
                "constraints": [models.UniqueConstraint(fields=("coach", "key"), name="assignment_once_per_form")],
            },
        ),
        migrations.CreateModel(
            name="AssignmentRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("choices", models.JSONField(default=dict)),
                ("seen", models.JSONField(default=dict)),
                ("planned", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("published", "Published"),
                            ("left_out", "Left out"),
                            ("failed", "Not published"),
                            ("undone", "Taken back"),
                        ],
                        default="waiting",
                        max_length=9,
                    ),
                ),
                ("message", models.CharField(blank=True, max_length=300)),
                ("lock", models.PositiveIntegerField(null=True)),
                ("lease_until", models.DateTimeField(null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "a_race",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="athletes.race",
                    ),
                ),
                (
                    "athlete",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignment_rows",
                        to="athletes.athlete",
                    ),
                ),
                (
                    "batch",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="plans.assignmentbatch",
                    ),
                ),
                (
                    "fall_race",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="athletes.race",
                    ),
                ),
                (
                    "off_season",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="plans.offseason",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="assignment_rows",
                        to="plans.planversion",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("state", "waiting")), fields=["batch"], name="assignment_waiting")
                ],
                "constraints": [models.UniqueConstraint(fields=("batch", "athlete"), name="assignment_row_once")],
            },
        ),
    ]
