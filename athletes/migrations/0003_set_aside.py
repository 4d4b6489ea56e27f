import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("athletes", "0002_squad"),
    ]

    operations = [
        migrations.CreateModel(
            name="SetAside",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=12)),
                ("fact", models.CharField(max_length=40)),
                ("act", models.UUIDField(db_index=True, default=uuid.uuid4)),
                ("at", models.DateTimeField()),
                ("until", models.DateTimeField(blank=True, null=True)),
                (
                    "coach",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="set_aside", to="athletes.coach"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("coach", "kind", "fact"), name="set_aside_once")],
            },
        ),
    ]
