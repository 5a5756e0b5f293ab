"""Save the title of a card set aside in the other languages. Older ones remain in the language of their time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("today", "0002_count_live")]

    operations = [
        migrations.AddField("aside", "translations", models.JSONField(default=dict, db_default={})),
    ]
