"""Store the salted block of each recipient, so that a digest can be verified once the recipient was erased."""

from django.db import migrations, models

from amity.gate.items.rules import block


def fill(apps, schema_editor):
    """Store the blocks of what was frozen. Of a recipient who was erased before, the block is lost."""
    recipients = apps.get_model("gate", "Recipient").objects.using(schema_editor.connection.alias)
    frozen = recipients.exclude(item__digest="").exclude(salt="")
    for one in frozen.order_by("pk").iterator(chunk_size=500):
        one.block = block(one.salt, one.contact_id, one.name, one.address)
        one.save(update_fields=["block"])


class Migration(migrations.Migration):
    dependencies = [("gate", "0010_sender")]

    operations = [
        migrations.AddField(
            model_name="recipient",
            name="block",
            field=models.CharField(blank=True, default="", max_length=64),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
