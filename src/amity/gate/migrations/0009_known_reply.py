"""Add the newest email of ours that an author knew when they revised an item."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("gate", "0008_names_price")]

    operations = [
        migrations.AddField(
            model_name="item",
            name="known_reply",
            field=models.CharField(blank=True, default="", max_length=200),
        )
    ]
