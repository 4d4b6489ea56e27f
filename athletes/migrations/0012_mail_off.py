from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("athletes", "0011_erasure")]

    # With a default of the database's own, so that the release before this one goes on making accounts.
    operations = [
        migrations.AddField(
            model_name="user", name="mail_off", field=models.JSONField(blank=True, db_default=[], default=list)
        ),
    ]
