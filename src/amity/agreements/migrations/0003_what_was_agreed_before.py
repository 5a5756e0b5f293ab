"""What was opened before there were states is in force, taken over; where a retainer is paid it is a retainer."""

from django.db import migrations


def named_by_how_it_is_paid(apps, schema_editor):
    """Columns have their defaults from the migration before: only the kind of retainers differs."""
    apps.get_model("agreements", "Agreement").objects.filter(fee_model="retainer").update(kind="retainer")


class Migration(migrations.Migration):
    dependencies = [("agreements", "0002_words_reviews_and_rights")]
    operations = [migrations.RunPython(named_by_how_it_is_paid, migrations.RunPython.noop)]
