from django.db import migrations
from django.db.models.functions import TruncDate


def clear_unsent(apps, schema_editor):
    """Clear the date of inputs that nothing shows to have been asked for: it was the date of recording."""
    inputs = apps.get_model("monitoring", "ClientInput").objects
    inputs.filter(state="asked", outgoing=None, chases=None, asked_on=TruncDate("added_at")).update(asked_on=None)


def restore_dates(apps, schema_editor):
    """Set the date of recording again, which the column needs."""
    apps.get_model("monitoring", "ClientInput").objects.filter(asked_on=None).update(asked_on=TruncDate("added_at"))


class Migration(migrations.Migration):

    dependencies = [
        ('monitoring', '0009_input_not_asked_yet'),
    ]

    operations = [
        migrations.RunPython(clear_unsent, restore_dates),
    ]
