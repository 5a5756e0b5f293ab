from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("imports", "0001_initial")]

    operations = [
        migrations.AddField(model_name="made", name="detail", field=models.JSONField(default=dict, db_default={})),
    ]
