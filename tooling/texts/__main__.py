"""`make texts`: build the demo at a fixed moment in a folder of its own, render every text, and write them to one file.

Usage: `python -m tooling.texts [--to FILE] [--language de] [--data FOLDER]`. Without a language each text is in its
reader's own.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

import django
import time_machine
from django.conf import settings
from django.test import override_settings

FILE = Path("var/texts.txt")
PLAIN_FILES = "django.contrib.staticfiles.storage.StaticFilesStorage"
"""Where pages name their styles: as they are, since nothing was collected for a server."""


def main() -> int:
    """Write the file, and print how many texts of each sort it has."""
    parser = argparse.ArgumentParser(description="Write every email, PDF and client page of the demo as plain text.")
    parser.add_argument("--to", type=Path, default=FILE)
    parser.add_argument("--language", choices=("en", "de", "fr"), default="", help="for all readers")
    parser.add_argument("--data", type=Path, help="folder of a demo that is built already, or is kept for next time")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for name in [name for name in os.environ if name.startswith("AMITY_") or name == "DATABASE_URL"]:
            del os.environ[name]
        os.environ |= {"AMITY_DATA": str(chosen.data or folder), "DJANGO_SETTINGS_MODULE": "amity.config.settings"}
        django.setup()
        from amity.config.migrating import migrate  # noqa: PLC0415 - models need the settings
        from amity.people.queries import people  # noqa: PLC0415 - models need the settings
        from tooling.texts import everything, rendered, stage  # noqa: PLC0415

        stored = settings.STORAGES | {"staticfiles": {"BACKEND": PLAIN_FILES}}
        with time_machine.travel(stage.NOW, tick=False), override_settings(STORAGES=stored):
            migrate()
            if not people().exists():
                everything.build()
            texts = everything.texts(chosen.language)
    chosen.to.parent.mkdir(parents=True, exist_ok=True)
    chosen.to.write_text(rendered.written(texts))
    print(f"{rendered.counted(texts)}: {chosen.to}")
    return 0


if __name__ == "__main__":
    assert not settings.configured  # noqa: S101 - the settings read the folder of this run
    sys.exit(main())
