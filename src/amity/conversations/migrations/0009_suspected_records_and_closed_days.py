"""Suspected promises become suspected records of three kinds, and days are closed."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

_MARKS = models.Q(("mark__in", ("promise", "request", "preference")))


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_preferences_by_time"),
        ("conversations", "0008_records_from_emails"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RenameModel("SuspectedPromise", "SuspectedRecord"),
        migrations.AlterField(
            "suspectedrecord", "message",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="suspected", to="mailbox.message",
                verbose_name="email",
            ),
        ),
        migrations.AlterField(
            "suspectedrecord", "asked",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="suspected", to=settings.AUTH_USER_MODEL,
                verbose_name="person asked",
            ),
        ),
        migrations.AlterField(
            "suspectedrecord", "sender",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL,
                verbose_name="promised by",
            ),
        ),
        migrations.AddField(
            "suspectedrecord", "mark",
            models.CharField(default="promise", max_length=12, verbose_name="kind of record"), preserve_default=False,
        ),
        migrations.AddField("suspectedrecord", "decided_at", models.DateTimeField(null=True)),
        migrations.AddField("suspectedrecord", "skipped", models.PositiveSmallIntegerField(default=0, verbose_name="times skipped")),
        migrations.AddField(
            "suspectedrecord", "request",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="conversations.request",
                verbose_name="request",
            ),
        ),
        migrations.AddField(
            "suspectedrecord", "preference",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.preference",
                verbose_name="preference",
            ),
        ),
        migrations.AddConstraint(
            "suspectedrecord", models.CheckConstraint(condition=_MARKS, name="conversations_suspected_mark")
        ),
        migrations.CreateModel(
            name="DayClosed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="date")),
                ("closed_at", models.DateTimeField(verbose_name="closed")),
                ("notes", models.PositiveSmallIntegerField(default=0, verbose_name="notes")),
                ("promises", models.PositiveSmallIntegerField(default=0, verbose_name="promises")),
                ("requests", models.PositiveSmallIntegerField(default=0, verbose_name="requests")),
                ("preferences", models.PositiveSmallIntegerField(default=0, verbose_name="preferences")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="days_closed",
                        to=settings.AUTH_USER_MODEL, verbose_name="person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "day"), name="conversations_day_closed_once")
                ]
            },
        ),
    ]  # fmt: skip
