from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("athletes", "0004_assistant")]

    operations = [
        migrations.AddField(
            model_name="athlete", name="archived_at", field=models.DateTimeField(blank=True, null=True)
        ),
    ]
