"""Whether a contact sees the year in figures."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("portal", "0007_how_are_we_doing"),
    ]

    operations = [
        migrations.AddField(
            model_name="access",
            name="sees_year",
            field=models.BooleanField(default=False, help_text="What is agreed, spent in closed months, and left. Only with estimates, agreements and budgets.", verbose_name="sees the year in figures"),
        ),
    ]
