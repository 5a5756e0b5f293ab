from django.db import migrations


def forget_old_sessions(apps, schema_editor):
    """Sessions moved to a table that knows their person. Everyone signs in once more."""
    apps.get_model("sessions", "Session").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0005_sign_in'),
        ('sessions', '0001_initial'),
    ]

    operations = [
        migrations.RunPython(forget_old_sessions, migrations.RunPython.noop),
    ]
