from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mailbox", "0008_sender")]

    operations = [
        migrations.AddField(
            model_name="connection",
            name="more_folders",
            field=models.TextField(blank=True, default="", verbose_name="other folders to read"),
        ),
        migrations.RemoveConstraint(model_name="readfolder", name="mailbox_folder_role"),
        migrations.AddConstraint(
            model_name="readfolder",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ("inbox", "sent", "all", "more"))), name="mailbox_folder_role"
            ),
        ),
    ]
