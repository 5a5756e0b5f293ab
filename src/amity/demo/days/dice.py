"""Repeatable chance: the same seed and subject give the same numbers in every process."""

from random import Random


def dice(seed: int, *about: object) -> Random:
    """Return a generator for one subject, unaffected by changes elsewhere in the story."""
    return Random(":".join(str(part) for part in (seed, *about)))  # noqa: S311 - a story, no secret
