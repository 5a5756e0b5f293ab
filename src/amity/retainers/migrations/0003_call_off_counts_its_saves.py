"""A call-off counts its saves, so that of two people who change one the second is told."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("retainers", "0002_call_off_of_a_brief")]

    operations = [
        migrations.AddField(
            model_name="calloff", name="version", field=models.PositiveIntegerField(default=1)
        ),
    ]
