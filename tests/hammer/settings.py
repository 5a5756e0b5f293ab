"""Amity's own settings; the people of the scene have the tests' quick password."""

from amity.config.settings import *  # noqa: F403
from amity.config.settings import PASSWORD_HASHERS

PASSWORD_HASHERS = [*PASSWORD_HASHERS, "django.contrib.auth.hashers.MD5PasswordHasher"]
