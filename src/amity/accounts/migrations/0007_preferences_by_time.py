"""An account's conversation finds its preferences by their time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0006_pins")]

    operations = [
        migrations.AddIndex(
            "preference", models.Index(fields=["account", "-stated_on", "-id"], name="accounts_preference_by_date")
        ),
        migrations.AddIndex(
            "preference", models.Index(fields=["account", "-added_at", "-id"], name="accounts_preference_by_time")
        ),
    ]
