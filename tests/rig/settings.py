"""Amity's own settings on a temporary data folder, with changes for tests."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Before Amity reads its environment: a test never uses the developer's data or settings.
KEPT = {"AMITY_REAL_DATA", "AMITY_TEST_DATE", "AMITY_HOSTILE", "AMITY_HOSTILE_SEED"}
DATA = Path(tempfile.mkdtemp(prefix="amity-tests-"))
atexit.register(shutil.rmtree, DATA, ignore_errors=True)
for name in [name for name in os.environ if name.startswith("AMITY_") and name not in KEPT]:
    del os.environ[name]
os.environ["AMITY_DATA"] = str(DATA)
# Playwright's synchronous interface runs a loop in the thread of the test, which Django would take for an async caller.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from amity.config.settings import *  # noqa: E402, F403
from amity.config.settings import DATABASES, STORAGES  # noqa: E402

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
    DATABASES["default"]["OPTIONS"]["timeout"] = 60  # four processes in a queue on a busy machine
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 0

STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
