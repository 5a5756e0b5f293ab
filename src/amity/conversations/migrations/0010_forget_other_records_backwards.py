"""Backwards, forget suspected requests and preferences, which the table could not hold before."""

from typing import Any

from django.db import migrations


def forget(apps: Any, editor: Any) -> None:
    """Delete what isn't a promise, before the column goes in a transaction of its own."""
    apps.get_model("conversations", "SuspectedRecord").objects.exclude(mark="promise").delete()


class Migration(migrations.Migration):
    dependencies = [("conversations", "0009_suspected_records_and_closed_days")]

    operations = [migrations.RunPython(migrations.RunPython.noop, forget)]
