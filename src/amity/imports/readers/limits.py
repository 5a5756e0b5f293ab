"""Limits of a file's size, and of the memory and time spent on reading it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds of one file. `unzipped_bytes`, `entries` and `ratio` guard against XLSX bombs.

    `memory` in bytes and `seconds` of computing are those of the child process that reads it. `wait` is how many
    seconds its rows may take altogether, with what is done with each of them; 0 for no end.
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
