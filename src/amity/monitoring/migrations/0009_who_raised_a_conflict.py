"""Let the entries of conflicts say whether the client raised them first, as their conflicts do."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def follow(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Mark the entries of conflicts that the client raised first."""
    entries = apps.get_model("monitoring", "RegisterEntry").objects
    entries.filter(conflict__raised_by_client=True).update(raised_by_client=True)


class Migration(migrations.Migration):
    dependencies = [("expectations", "0005_who_raised_a_conflict"), ("monitoring", "0008_inputs_sent_by_email")]

    operations = [migrations.RunPython(follow, migrations.RunPython.noop)]
