
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_initial"),
        ("agency", "0001_initial"),
        ("lines", "0001_initial"),
        ("people", "0003_throttling_cache"),
        ("projects", "0001_initial"),
        ("timesheets", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("cost_from_file", True)),
                fields=["project", "account"],
                name="timesheets_cost_from_file",
            ),
        ),
    ]
