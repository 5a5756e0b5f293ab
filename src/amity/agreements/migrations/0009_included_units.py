"""The quantity and the price of units get the names that pages and the API use."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("agreements", "0008_term_values")]
    operations = [
        migrations.RenameField("agreement", "included_pieces", "included_units"),
        migrations.RenameField("agreement", "piece_price", "unit_price"),
    ]
