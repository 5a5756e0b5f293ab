"""Keep on each version that it was returned, so that the conversation still has the step once it is offered again."""

from django.db import migrations, models


def from_hand_offs(apps, schema_editor):
    """Copy the answer of hand-offs that are returned now to the version it was about."""
    database = schema_editor.connection.alias
    returned = apps.get_model("handoff", "Handoff").objects.using(database).filter(state="returned")
    versions = apps.get_model("handoff", "Version").objects.using(database)
    for handoff in returned.exclude(answered_at=None):
        of_answer = versions.filter(handoff=handoff.pk, number=handoff.number)
        of_answer.update(returned_at=handoff.answered_at, returned_by=handoff.answered_by)


class Migration(migrations.Migration):
    dependencies = [("handoff", "0006_who_stated_it")]
    operations = [
        migrations.AddField("version", "returned_at", models.DateTimeField(null=True)),
        migrations.AddField("version", "returned_by", models.CharField(blank=True, default="", max_length=200)),
        migrations.RunPython(from_hand_offs, migrations.RunPython.noop, elidable=False),
    ]
