"""Limits of a file's size, and of the memory and time spent on reading it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper limits of one file. `unzipped_bytes`, `entries` and `ratio` protect against XLSX bombs.

    `memory` in bytes and `seconds` of computing are those of the child process that reads it. `wait` is the most
    seconds for all its rows, including what is done with each; 0 for no limit.
    """

    bytes: int = 250_000_000
    rows: int = 2_000_000
    columns: int = 200
    cell_chars: int = 100_000
    unzipped_bytes: int = 80_000_000
    entries: int = 2_000
    ratio: int = 200
    memory: int = 700_000_000
    seconds: int = 120
    wait: float = 0
