from django.db import migrations, models
from django.db.models import Q

OF_WORK = ("small", "full", "retainer")


class Migration(migrations.Migration):
    dependencies = [("handoff", "0002_stopped_and_counted")]

    operations = [
        migrations.RemoveConstraint(model_name="handoff", name="handoff_of_work_or_account"),
        migrations.AddConstraint(
            model_name="handoff",
            constraint=models.CheckConstraint(
                condition=Q(kind__in=OF_WORK, project__isnull=False) | ~Q(kind__in=OF_WORK) & Q(project=None),
                name="handoff_of_work_or_account",
            ),
        ),
    ]
