"""Leave room on PostgreSQL's pages of monthly sums, which change with each entry.

Without it a changed row moves to another page, and each of the table's indexes gets an entry for it.
"""

from typing import Any

from django.db import migrations

TABLES = ("timesheets_projectmonth", "timesheets_workmonth")


def leave_room(_apps: Any, editor: Any) -> None:
    _fill(editor, 60)


def leave_none(_apps: Any, editor: Any) -> None:
    _fill(editor, 100)


def _fill(editor: Any, percent: int) -> None:
    if editor.connection.vendor == "postgresql":
        for table in TABLES:
            editor.execute(f"ALTER TABLE {table} SET (fillfactor = {percent})")


class Migration(migrations.Migration):
    dependencies = [
        ("timesheets", "0010_at_no_charge"),
    ]

    operations = [
        migrations.RunPython(leave_room, leave_none),
    ]
