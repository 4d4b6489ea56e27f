import json
from hashlib import sha256
from typing import Any

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

TEXTS = ("title", "question_text", "answer_text", "video_url", "notes", "transcript")


def keep_what_stands(apps: Any, _: Any) -> None:
    """Each page that is in the library becomes its first edition, under the name that was agreed to then."""
    edition_of = apps.get_model("questions", "Edition").objects
    agreed_to = apps.get_model("questions", "Consent").objects
    shown = apps.get_model("questions", "Question").objects.filter(state="published").select_related("answer")
    for question in shown.iterator():
        answer = question.answer
        said = (question.title, question.public_text, answer.text, answer.video_url, answer.notes, "")
        texts = dict(zip(TEXTS, said, strict=True))
        digest = sha256(json.dumps(texts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
        edition = edition_of.create(question=question, digest=digest, at=question.published_at, **texts)
        apps.get_model("questions", "Question").objects.filter(pk=question.pk).update(edition=edition)
        before = agreed_to.filter(question=question).order_by("-at", "-pk").first()
        if before and question.asker_email:
            agreed_to.create(
                question=question, edition=edition, text_version=before.text_version,
                shown_name=before.shown_name, email=question.asker_email, user=question.asker, at=before.at,
            )  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("athletes", "0015_mail_content"),
        ("questions", "0006_inbox"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=160)),
                ("question_text", models.TextField(max_length=5000)),
                ("answer_text", models.TextField(max_length=20000)),
                ("video_url", models.URLField(blank=True)),
                ("notes", models.JSONField(blank=True, default=list)),
                ("transcript", models.TextField(blank=True, max_length=60000)),
                ("digest", models.CharField(help_text="SHA-256 of all of the above, see `digest_of`.", max_length=64)),
                ("at", models.DateTimeField()),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("refused_at", models.DateTimeField(blank=True, null=True)),
                (
                    "publishes",
                    models.BooleanField(default=True, help_text="Goes into the library with the yes of who asked."),
                ),
                (
                    "words",
                    models.GeneratedField(
                        db_persist=True,
                        expression=django.contrib.postgres.search.CombinedSearchVector(
                            django.contrib.postgres.search.CombinedSearchVector(
                                django.contrib.postgres.search.CombinedSearchVector(
                                    django.contrib.postgres.search.SearchVector("title", config="english", weight="A"),
                                    "||",
                                    django.contrib.postgres.search.SearchVector(
                                        "question_text", config="english", weight="B"
                                    ),
                                    django.contrib.postgres.search.SearchConfig("english"),
                                ),
                                "||",
                                django.contrib.postgres.search.SearchVector(
                                    "answer_text", config="english", weight="C"
                                ),
                                django.contrib.postgres.search.SearchConfig("english"),
                            ),
                            "||",
                            django.contrib.postgres.search.SearchVector("transcript", config="english", weight="D"),
                            django.contrib.postgres.search.SearchConfig("english"),
                        ),
                        output_field=django.contrib.postgres.search.SearchVectorField(),
                    ),
                ),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="question",
            name="question_published_has_address",
        ),
        migrations.AddField(
            model_name="answer",
            name="explains",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=60), blank=True, db_default=[], default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="answer",
            name="transcript",
            field=models.TextField(blank=True, db_default="", default="", max_length=60000),
        ),
        migrations.AddField(
            model_name="answerdraft",
            name="explains",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=60), blank=True, db_default=[], default=list, size=None
            ),
        ),
        migrations.AddField(
            model_name="answerdraft",
            name="transcript",
            field=models.TextField(blank=True, db_default="", default="", max_length=60000),
        ),
        migrations.AddField(
            model_name="consent",
            name="email",
            field=models.EmailField(
                blank=True, db_default="", default="", help_text="Where the link was sent to.", max_length=254
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="user",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddIndex(
            model_name="answer",
            index=django.contrib.postgres.indexes.GinIndex(fields=["explains"], name="answer_explains"),
        ),
        migrations.AddField(
            model_name="edition",
            name="question",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="editions", to="questions.question"
            ),
        ),
        migrations.AddField(
            model_name="consent",
            name="edition",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="consent",
                to="questions.edition",
            ),
        ),
        migrations.AddField(
            model_name="question",
            name="edition",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="shown_by",
                to="questions.edition",
            ),
        ),
        migrations.AddConstraint(
            model_name="consent",
            constraint=models.CheckConstraint(
                condition=models.Q(("edition", None), models.Q(("email", ""), _negated=True), _connector="OR"),
                name="consent_to_a_text_says_who",
            ),
        ),
        migrations.AddIndex(
            model_name="edition",
            index=django.contrib.postgres.indexes.GinIndex(fields=["words"], name="edition_words"),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.CheckConstraint(
                condition=models.Q(("refused_at", None), ("asked_at__isnull", False), _connector="OR"),
                name="edition_refused_was_asked",
            ),
        ),
        migrations.RunPython(keep_what_stands, migrations.RunPython.noop, elidable=True),
        # The new rows' links are looked at now: a table that waits for it could not be altered.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop, elidable=True),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("edition", None),
                    models.Q(("published_at__isnull", False), ("slug__isnull", False)),
                    _connector="OR",
                ),
                name="question_published_has_address",
            ),
        ),
        migrations.AddConstraint(
            model_name="question",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "published"), _negated=True), ("edition__isnull", False), _connector="OR"
                ),
                name="question_published_has_edition",
            ),
        ),
    ]
