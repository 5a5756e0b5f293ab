"""Leave room on PostgreSQL's pages of monthly sums, which change with each entry.

Without it a changed row moves to another page, and each of the table's indexes gets an entry for it.
"""

from typing import Any

from django.db import migrations

TABLES = ("timesheets_projectmonth", "timesheets_workmonth")
PERCENT = 60


def _fill(percent: int) -> Any:
    def fill(_apps: Any, editor: Any) -> None:
        if editor.connection.vendor == "postgresql":
            for table in TABLES:
                editor.execute(f"ALTER TABLE {table} SET (fillfactor = {percent})")

    return fill


class Migration(migrations.Migration):
    dependencies = [
        ("timesheets", "0010_at_no_charge"),
    ]

    operations = [
        migrations.RunPython(_fill(PERCENT), _fill(100), elidable=False),
    ]
