"""The terms of an agreement are read under a name a stranger knows."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agreements", "0007_rights_are_gone")]
    operations = [
        migrations.AlterField(
            "agreementterm",
            "agreement",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="term_values",
                to="agreements.agreement",
            ),
        ),
    ]
