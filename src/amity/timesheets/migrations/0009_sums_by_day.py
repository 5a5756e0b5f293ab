"""Sums of each person's days, from the entries there are. The index that covered them is of no more use."""

from django.db import migrations, models

SUMMED = """
INSERT INTO timesheets_personday (work_date, person_id, seconds)
SELECT work_date, person_id, SUM(seconds) FROM timesheets_entry GROUP BY work_date, person_id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("timesheets", "0008_long_entries"),
    ]

    operations = [
        migrations.CreateModel(
            name="PersonDay",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "work_date", "person_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("work_date", models.DateField()),
                ("person_id", models.BigIntegerField()),
                ("seconds", models.BigIntegerField(default=0)),
            ],
        ),
        migrations.RunSQL(SUMMED, migrations.RunSQL.noop),
        migrations.RemoveIndex(
            model_name="entry",
            name="timesheets_time_by_day",
        ),
    ]
