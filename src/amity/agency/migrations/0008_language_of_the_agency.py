"""An agency without a language wrote in each author's. Give it the one that most of its people read Amity in."""

from collections import Counter
from typing import Any, ClassVar

from django.db import migrations

LANGUAGES = ("en", "de", "fr")


def choose(apps: Any, _editor: Any) -> None:
    """Set the language of an agency that has none."""
    agency = apps.get_model("agency", "Agency").objects.filter(language="")
    locales = apps.get_model("people", "Person").objects.filter(is_active=True).values_list("locale", flat=True)
    known = Counter(one[:2] for one in locales if one[:2] in LANGUAGES)
    if known:
        agency.update(language=known.most_common(1)[0][0])


class Migration(migrations.Migration):
    """See above."""

    dependencies: ClassVar = [("agency", "0007_records_watch_more"), ("people", "0007_former_people")]
    operations: ClassVar = [migrations.RunPython(choose, migrations.RunPython.noop)]
