"""Forms that count once."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="SubmittedForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("nonce", models.CharField(max_length=32, unique=True)),
                ("person_id", models.BigIntegerField()),
                ("at", models.DateTimeField(db_index=True)),
                ("result_path", models.CharField(default="", max_length=500)),
            ],
        ),
    ]
