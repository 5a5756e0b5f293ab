import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [("conversations", "0014_requests_to_scope")]

    operations = [
        migrations.AlterField(
            "notepoint", "request",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="points", to="scope.request",
                verbose_name="request",
            ),
        ),
        migrations.AlterField(
            "emailpoint", "request",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="email_points",
                to="scope.request", verbose_name="request",
            ),
        ),
        migrations.AlterField(
            "suspectedrecord", "request",
            models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="scope.request",
                verbose_name="request",
            ),
        ),
    ]
