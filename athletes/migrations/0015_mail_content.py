import django.core.validators
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("athletes", "0014_address_health")]

    operations = [
        migrations.AddField(
            model_name="athlete", name="daily_on", field=models.BooleanField(db_default=False, default=False)
        ),
        migrations.AddField(model_name="athlete", name="daily_told", field=models.DateField(blank=True, null=True)),
        migrations.AddField(
            model_name="coach",
            name="digest_hour",
            field=models.PositiveSmallIntegerField(
                db_default=7, default=7, validators=[django.core.validators.MaxValueValidator(23)]
            ),
        ),
        migrations.AddField(
            model_name="outgoingmail", name="calendar", field=models.TextField(blank=True, db_default="", default="")
        ),
        # Nobody is in it yet, and one look at the table is short.
        migrations.AddIndex(
            model_name="athlete",
            index=models.Index(condition=models.Q(("daily_on", True)), fields=["daily_told"], name="athlete_daily"),
        ),
    ]
