"""Chance that repeats: the same seed and the same subject give the same throws, in every process."""

from random import Random


def dice(seed: int, *about: object) -> Random:
    """A generator of its own for one subject, so that a change elsewhere in the story leaves it alone."""
    return Random(":".join(str(part) for part in (seed, *about)))  # noqa: S311 - a story, no secret
