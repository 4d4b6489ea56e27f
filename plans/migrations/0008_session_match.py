import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("athletes", "0008_activity"),
        ("plans", "0007_workout"),
    ]

    operations = [
        migrations.CreateModel(
            name="SessionMatch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField()),
                (
                    "activity",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="match", to="athletes.activity"
                    ),
                ),
                (
                    "session",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="match", to="plans.trainingsession"
                    ),
                ),
            ],
        ),
    ]
