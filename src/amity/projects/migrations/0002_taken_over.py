"""Projects that ran before hand-offs were kept are taken over: they go on, and are marked."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def take_over(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Mark every client's project that is there already, but those that have not begun."""
    projects = apps.get_model("projects", "Project").objects.filter(is_internal=False)
    projects.exclude(status="initiating").update(taken_over=True)


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_initial")]

    operations = [
        migrations.AddField("project", "taken_over", models.BooleanField(default=False)),
        migrations.RunPython(take_over, migrations.RunPython.noop),
    ]
