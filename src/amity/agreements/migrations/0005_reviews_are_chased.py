"""A review remembers that it was chased; those late already are chased the next morning."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("agreements", "0004_documents_people_and_rights_to_get")]
    operations = [migrations.AddField("review", "chased_at", models.DateTimeField(null=True))]
