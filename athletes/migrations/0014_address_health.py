from django.db import migrations, models
from django.db.models import F, Q
from django.db.models.functions import Lower


class Migration(migrations.Migration):
    dependencies = [("athletes", "0013_availability_week")]

    operations = [
        migrations.AlterField(
            model_name="outgoingmail",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "waiting"),
                    ("sent", "sent"),
                    ("failed", "given up"),
                    ("lapsed", "too late to send"),
                    ("withheld", "held back"),
                ],
                default="waiting",
                max_length=8,
            ),
        ),
        migrations.CreateModel(
            name="AddressHealth",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.EmailField(max_length=254, unique=True)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("hard", "the mailbox does not exist"),
                            ("soft", "the mailbox refused mail again and again"),
                            ("complaint", "mail was reported as spam"),
                        ],
                        max_length=9,
                    ),
                ),
                ("count", models.PositiveSmallIntegerField(default=0)),
                ("first_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("suspended_at", models.DateTimeField(blank=True, null=True)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=Q(address=Lower("address")), name="address_health_lower_case"),
                    models.CheckConstraint(condition=Q(last_at__gte=F("first_at")), name="address_health_in_order"),
                ],
            },
        ),
    ]
