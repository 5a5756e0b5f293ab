"""A question remembers that it was chased; those overdue already are chased the next morning."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("facts", "0001_initial")]

    operations = [migrations.AddField(model_name="fact", name="chased_at", field=models.DateTimeField(null=True))]
