import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("athletes", "0015_mail_content"),
        ("questions", "0002_answer_draft"),
    ]

    operations = [
        migrations.AddField(
            model_name="message",
            name="folded",
            field=models.TextField(blank=True, db_default="", default=""),
        ),
        migrations.AddField(
            model_name="message",
            name="vouched_by",
            field=models.CharField(
                choices=[
                    ("account", "their account"),
                    ("mail", "our mail server, for the address"),
                    ("link", "nobody; they came through a link that was mailed to them"),
                    ("nobody", "nobody"),
                ],
                db_default="nobody",
                default="nobody",
                max_length=7,
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="athlete",
            field=models.ForeignKey(
                blank=True,
                help_text="Whose season it is about, when that is known; they may have no account.",
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="questions",
                to="athletes.athlete",
            ),
        ),
        migrations.AlterField(
            model_name="question",
            name="state",
            field=models.CharField(
                choices=[
                    ("new", "new"),
                    ("waiting", "waiting"),
                    ("answered", "answered"),
                    ("published", "published"),
                    ("declined", "declined"),
                    ("spam", "spam"),
                ],
                default="new",
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="IncomingMail",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=255, unique=True)),
                (
                    "door",
                    models.CharField(
                        choices=[
                            ("webhook", "the provider's webhook"),
                            ("imap", "a mailbox that we look into"),
                            ("command", "the mail server's pipe"),
                        ],
                        max_length=7,
                    ),
                ),
                ("envelope_from", models.CharField(blank=True, max_length=320)),
                ("envelope_to", models.CharField(blank=True, max_length=320)),
                ("raw", models.BinaryField()),
                (
                    "size",
                    models.PositiveIntegerField(
                        help_text="Bytes as it came; more than `raw` holds when it was too large."
                    ),
                ),
                ("body_digest", models.CharField(help_text="SHA-256 of what follows the headers.", max_length=64)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("received", "not read yet"),
                            ("question", "a question"),
                            ("reply", "a reply"),
                            ("quarantined", "held for the coach"),
                            ("refused", "refused"),
                        ],
                        default="received",
                        max_length=11,
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=200)),
                ("sender", models.CharField(blank=True, max_length=320)),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("received_at", models.DateTimeField()),
                ("filed_at", models.DateTimeField(blank=True, null=True)),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("deliveries", models.PositiveIntegerField(default=1)),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "received")), fields=["received_at"], name="incoming_unread"
                    ),
                    models.Index(
                        condition=models.Q(("state", "quarantined")), fields=["-received_at"], name="incoming_held"
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state", "received"), ("filed_at__isnull", False), _connector="OR"),
                        name="incoming_filed_has_moment",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["quarantined", "refused"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="incoming_held_has_reason",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="message",
            name="mail",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="message",
                to="questions.incomingmail",
            ),
        ),
    ]
