import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("athletes", "0006_invitation_by_link"),
        ("plans", "0008_session_match"),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarFeed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(blank=True, max_length=43, null=True, unique=True)),
                ("address_since", models.DateTimeField(blank=True, null=True)),
                ("is_discreet", models.BooleanField(default=False)),
                ("hour", models.TimeField(blank=True, null=True)),
                ("told", models.JSONField(default=dict)),
                ("fingerprint", models.CharField(blank=True, max_length=64)),
                ("etag", models.CharField(blank=True, max_length=64)),
                ("changed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "athlete",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="calendar_feed", to="athletes.athlete"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("address_since", None), ("token", None)),
                            models.Q(("address_since__isnull", False), ("token__isnull", False)),
                            _connector="OR",
                        ),
                        name="calendar_address_with_its_day",
                    )
                ],
            },
        ),
    ]
