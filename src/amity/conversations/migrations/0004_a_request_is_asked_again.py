"""Let several lines of notes be evidence of one request. On the way back, the first line of each keeps it."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Exists, OuterRef


def keep_the_first(apps, schema_editor):
    """Leave each request to its first line, so that it can be unique again."""
    points = apps.get_model("conversations", "NotePoint").objects.using(schema_editor.connection.alias)
    earlier = points.filter(request=OuterRef("request_id"), pk__lt=OuterRef("pk"))
    again = list(points.filter(Exists(earlier)).values_list("pk", flat=True))
    points.filter(pk__in=again).update(request=None)


class Migration(migrations.Migration):

    dependencies = [
        ("conversations", "0003_passing_actions_and_feeds"),
    ]

    operations = [
        migrations.AlterField(
            model_name="notepoint",
            name="request",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="points",
                to="conversations.request", verbose_name="request",
            ),
        ),
        migrations.RunPython(migrations.RunPython.noop, keep_the_first, elidable=False),
    ]
