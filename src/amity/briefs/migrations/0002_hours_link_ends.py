"""A mailed question about hours gets a last day; those that are out already get a week after the day they were due."""

from datetime import timedelta

from django.db import migrations, models


def end_links(apps, schema_editor):
    asked = apps.get_model("briefs", "HoursAsked")
    for one in asked.objects.only("due_on").iterator():
        asked.objects.filter(pk=one.pk).update(link_until=one.due_on + timedelta(days=7))


class Migration(migrations.Migration):
    dependencies = [("briefs", "0001_initial")]

    operations = [
        migrations.AddField(model_name="hoursasked", name="link_until", field=models.DateField(null=True)),
        migrations.RunPython(end_links, migrations.RunPython.noop),
        migrations.AlterField(model_name="hoursasked", name="link_until", field=models.DateField()),
    ]
