from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("athletes", "0005_archive")]

    operations = [
        migrations.AddField(model_name="invitation", name="by_link", field=models.BooleanField(default=False)),
    ]
