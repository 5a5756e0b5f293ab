from django.db import migrations, models


def delete_new(apps, schema_editor):
    """On the way back, the kinds that the earlier version doesn't know go."""
    apps.get_model("notifications", "Notification").objects.filter(kind__in=("overage",)).delete()


class Migration(migrations.Migration):

    dependencies = [
        ('notifications', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='notification',
            name='notifications_kind',
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ('answer', 'estimate', 'export', 'handoff', 'overage', 'review', 'week'))), name='notifications_kind'),
        ),
        migrations.RunPython(migrations.RunPython.noop, delete_new),
    ]
