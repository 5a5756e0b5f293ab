"""On the way back, copy requests to their former table before anything points there."""

from django.core.management.color import no_style
from django.db import migrations

SAME = (
    "id", "version", "account_id", "project_id", "contact_id", "words", "source", "asked_on", "closed_because",
    "outcome", "closed_at", "added_at",
)


def copy_back(apps, schema_editor):
    """Add the requests of accounts to the table of conversations, under their ids."""
    connection = schema_editor.connection
    Former, Request = apps.get_model("conversations", "Request"), apps.get_model("scope", "Request")
    rows = [
        Former(**{name: getattr(one, name) for name in SAME}, state="closed" if one.closed_at else "open")
        for one in Request.objects.using(connection.alias).filter(item=None).order_by("pk")
    ]
    Former.objects.using(connection.alias).bulk_create(rows, batch_size=500)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Former]):
            cursor.execute(statement)


class Migration(migrations.Migration):

    dependencies = [("conversations", "0015_records_of_requests")]

    operations = [migrations.RunPython(migrations.RunPython.noop, copy_back)]
