"""No table changes. More columns give records a new edition, and their triggers are written after each migration."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """See above."""

    dependencies: ClassVar = [("agency", "0006_services_have_families")]
    operations: ClassVar = []
