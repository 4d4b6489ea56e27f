import django.db.models.deletion
from django.db import migrations, models
from django.db.models.functions import Lower


class Migration(migrations.Migration):
    dependencies = [("athletes", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Squad",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("athletes", models.ManyToManyField(blank=True, related_name="squads", to="athletes.athlete")),
                (
                    "coach",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="squads", to="athletes.coach"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(models.F("coach"), Lower("name"), name="squad_name_once")]
            },
        ),
    ]
