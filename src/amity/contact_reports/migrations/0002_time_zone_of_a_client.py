"""The time zone of a client, where its country has several."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("contact_reports", "0001_contact_reports"),
    ]

    operations = [
        migrations.AddField(
            model_name="clientcalendar",
            name="time_zone",
            field=models.CharField(blank=True, default="", max_length=60),
        ),
        migrations.AlterField(
            model_name="clientcalendar",
            name="country",
            field=models.CharField(blank=True, default="", max_length=2),
        ),
    ]
