"""An account's conversation finds client input by the date on which it was asked for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("monitoring", "0005_events_of_input")]

    operations = [
        migrations.AddIndex(
            "clientinput", models.Index(fields=["account", "-asked_on", "-id"], name="monitoring_input_by_date")
        ),
    ]
