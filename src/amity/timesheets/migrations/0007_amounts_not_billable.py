"""Move amounts of time that isn't billable from value to standard value, in the entries and in the monthly sums."""

from collections import defaultdict

from django.db import migrations
from django.db.models import F
from django.db.models.functions import Coalesce

PROJECT = ("account_id", "project_id")
WORK = (*PROJECT, "line_id", "person_id", "discipline_id", "service_id")
CURRENCIES = ("cost_currency", "value_currency")


def move_amounts(apps, schema_editor):
    """An amount on time that isn't billable was counted as revenue; it's what the time would have been worth."""
    wrong = apps.get_model("timesheets", "Entry").objects.filter(billable=False).exclude(value=None).exclude(value=0)
    for model, names in (("ProjectMonth", PROJECT), ("WorkMonth", WORK)):
        sums = defaultdict(lambda: [0, 0, 0])
        columns = (*names, *CURRENCIES)
        for day, seconds, value, standard, *key in wrong.values_list(
            "work_date", "seconds", "value", "standard", *columns
        ):
            parts = [part if name in CURRENCIES else part or 0 for name, part in zip(columns, key, strict=True)]
            one = sums[day.year * 100 + day.month, *parts]
            moved = standard is None
            one[0] += value
            one[1] += value if moved else 0
            one[2] += seconds if moved else 0
        for key, (value, standard, seconds) in sums.items():
            apps.get_model("timesheets", model).objects.filter(
                **dict(zip(("month", *columns), key, strict=True))
            ).update(
                value=F("value") - value,
                standard=F("standard") + standard,
                unstandard_seconds=F("unstandard_seconds") - seconds,
            )
    wrong.update(standard=Coalesce("standard", "value"), value=0)


class Migration(migrations.Migration):
    dependencies = [("timesheets", "0006_time_by_day")]

    operations = [migrations.RunPython(move_amounts, migrations.RunPython.noop)]
