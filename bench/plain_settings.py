"""Amity's settings with the yardstick view added to its URLs."""

from amity.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.plain"
