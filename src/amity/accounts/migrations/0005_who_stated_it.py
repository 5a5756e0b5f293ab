"""Who stated something, when and where gets names a stranger knows."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("accounts", "0004_contact_language")]
    operations = [
        migrations.RemoveConstraint("preference", "accounts_preference_stated_by_somebody"),
        migrations.RenameField("preference", "said_by", "stated_by"),
        migrations.RenameField("preference", "said_on", "stated_on"),
        migrations.RenameField("preference", "said_where", "stated_in"),
        migrations.RenameField("preference", "said_words", "client_words"),
        migrations.AddConstraint(
            "preference",
            models.CheckConstraint(
                condition=~Q(basis="stated") | Q(stated_by__isnull=False, stated_on__isnull=False),
                name="accounts_preference_stated_by_somebody",
            ),
        ),
    ]
