"""Record whether the client raised a conflict first. Those there are follow their evidence."""

from datetime import timedelta

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

DAYS = 7


def by_evidence(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Mark conflicts that were found within a week of a contact's words."""
    conflicts = apps.get_model("expectations", "Conflict").objects
    rows = conflicts.filter(expectation__stated_by__isnull=False, expectation__stated_on__isnull=False)
    for pk, found_at, stated_on in rows.values_list("pk", "found_at", "expectation__stated_on"):
        if timedelta() <= found_at.date() - stated_on <= timedelta(days=DAYS):
            conflicts.filter(pk=pk).update(raised_by_client=True)


class Migration(migrations.Migration):
    dependencies = [("expectations", "0004_events_of_expectations")]

    operations = [
        migrations.AddField(
            "conflict",
            "raised_by_client",
            models.BooleanField(default=False, verbose_name="the client raised it first"),
        ),
        migrations.RunPython(by_evidence, migrations.RunPython.noop),
    ]
