"""Save what a notification is about: its account, and the item that waits for its reader."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notifications", "0005_today")]

    operations = [
        migrations.AddField(
            "notification",
            "account",
            models.CharField(blank=True, default="", max_length=200, verbose_name="account"),
        ),
        migrations.AddField("notification", "waits_kind", models.CharField(blank=True, default="", max_length=30)),
        migrations.AddField("notification", "waits_id", models.BigIntegerField(null=True)),
    ]
