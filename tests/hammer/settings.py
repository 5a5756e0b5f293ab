"""Amity's own settings, with the tests' quick password for the people of the scene."""

from amity.config.settings import *  # noqa: F403
from amity.config.settings import DATABASES, PASSWORD_HASHERS

PASSWORD_HASHERS = [*PASSWORD_HASHERS, "django.contrib.auth.hashers.MD5PasswordHasher"]
if "timeout" in DATABASES["default"].get("OPTIONS", {}):
    # What is looked for here is a broken lock, not how long a slow machine makes one wait.
    DATABASES["default"]["OPTIONS"]["timeout"] = 60
