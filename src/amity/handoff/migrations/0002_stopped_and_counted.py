from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("handoff", "0001_initial")]

    operations = [
        migrations.AddField(model_name="raisedcap", name="stops", field=models.BooleanField(default=False)),
        migrations.AddField(
            model_name="handoff", name="changes_waiting", field=models.PositiveIntegerField(default=0)
        ),
    ]
