"""Held rows are looked up by source and date. Their person, which was between these in the index, is never asked for."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("imports", "0006_held_values_as_text"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="heldrow",
            name="imports_hel_source__889f4a_idx",
        ),
        migrations.AddIndex(
            model_name="heldrow",
            index=models.Index(fields=["source", "work_date"], name="imports_hel_source__3c5194_idx"),
        ),
    ]
