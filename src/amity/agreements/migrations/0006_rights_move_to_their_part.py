"""Third-party rights become a part of their own: their rows move to its tables with their ids, licences get a purpose."""

from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

MOVED = (
    ("RightsRegister", "RightsSwitch"), ("Right", "Right"), ("RightOnLine", "RightOnLine"),
    ("RightWarned", "RightReminder"),
)  # fmt: skip
PAPER, LICENCE = "agreement.paper", "right.licence"
ROWS = 500


def move_out(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Copy rights to their own part; the next migration drops the tables they come from."""
    for before, after in MOVED:
        _copy(apps, editor, ("agreements", before), ("rights", after))
    _rename_purpose(apps, PAPER, LICENCE)


def move_back(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """Copy rights back, and leave none in their own part, so that they can move again."""
    _rename_purpose(apps, LICENCE, PAPER)
    for before, after in MOVED:
        _copy(apps, editor, ("rights", after), ("agreements", before))
    for _before, after in reversed(MOVED):
        apps.get_model("rights", after).objects.all().delete()


def _copy(apps: Apps, editor: BaseDatabaseSchemaEditor, source: tuple[str, str], target: tuple[str, str]) -> None:
    model = apps.get_model(*target)
    rows = apps.get_model(*source).objects.order_by("pk").values()
    model.objects.bulk_create((model(**row) for row in rows.iterator(chunk_size=ROWS)), batch_size=ROWS)
    # The ids came with the rows, so the sequence has to be told where to continue.
    for statement in editor.connection.ops.sequence_reset_sql(no_style(), [model]):
        editor.connection.cursor().execute(statement)


def _rename_purpose(apps: Apps, before: str, after: str) -> None:
    licences = apps.get_model("rights", "Right").objects.exclude(file=None).values("file")
    apps.get_model("files", "StoredFile").objects.filter(pk__in=licences, purpose=before).update(purpose=after)


class Migration(migrations.Migration):
    """Only data."""

    dependencies = [
        ("agreements", "0005_reviews_are_chased"),
        ("rights", "0001_initial"),
        ("files", "0001_initial"),
    ]
    operations = [migrations.RunPython(move_out, move_back)]
