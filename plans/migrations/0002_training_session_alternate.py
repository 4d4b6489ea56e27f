from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="trainingsession", name="alternate", field=models.JSONField(blank=True, null=True)
        ),
    ]
