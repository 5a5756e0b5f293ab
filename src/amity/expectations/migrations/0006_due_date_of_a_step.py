"""Save a promise's due date with each step, so that its history shows earlier ones."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("expectations", "0005_who_raised_a_conflict")]

    operations = [migrations.AddField("expectationstep", "promised_until", models.DateField(null=True))]
