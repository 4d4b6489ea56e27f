import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Columns that hold nothing yet, and indexes of a table that is new: nothing waits for it."""

    dependencies = [
        ("athletes", "0015_mail_content"),
        ("questions", "0004_states_and_vouchers"),
    ]

    operations = [
        migrations.CreateModel(
            name="MailboxLook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(default="imap", max_length=4, unique=True)),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("error", models.CharField(blank=True, max_length=300)),
            ],
        ),
        migrations.AddField(
            model_name="incomingmail",
            name="message_id",
            field=models.CharField(
                blank=True, db_default="", default="", help_text="As the mail says.", max_length=255
            ),
        ),
        migrations.AddField(
            model_name="incomingmail",
            name="receipt",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="receipt_of",
                to="athletes.outgoingmail",
            ),
        ),
        migrations.AlterField(
            model_name="incomingmail",
            name="body_digest",
            field=models.CharField(
                help_text="SHA-256 of what follows the headers, without white space.", max_length=64
            ),
        ),
        migrations.AddIndex(
            model_name="incomingmail",
            index=models.Index(fields=["sender", "received_at"], name="incoming_by_sender"),
        ),
        migrations.AddIndex(
            model_name="incomingmail",
            index=models.Index(
                condition=models.Q(("message_id", ""), _negated=True),
                fields=["message_id"],
                name="incoming_by_message_id",
            ),
        ),
    ]
