"""What a file may at most be; the numbers are measured so that reading stays under 300 MB of process memory."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds of one file. `unzipped_bytes`, `entries`, `ratio` and `cells` guard against XLSX bombs."""

    bytes: int = 250_000_000
    rows: int = 2_000_000
    columns: int = 200
    cell_chars: int = 100_000
    unzipped_bytes: int = 80_000_000
    entries: int = 2_000
    ratio: int = 200
    cells: int = 1_500_000
