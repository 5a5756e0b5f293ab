"""Amity's settings with the yardstick view beside its addresses."""

from amity.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.plain"
