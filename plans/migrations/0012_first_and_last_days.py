from django.contrib.postgres.fields.ranges import RangeStartsWith
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # weeks are many, and are read and written meanwhile

    dependencies = [("plans", "0011_athlete_days")]

    operations = [
        AddIndexConcurrently(
            model_name="trainingphase", index=models.Index(RangeStartsWith("period"), name="phase_by_first_day")
        ),
        AddIndexConcurrently(model_name="week", index=models.Index(fields=["end"], name="week_by_end")),
    ]
