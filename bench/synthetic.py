"""A believable time export of any length: an agency of 25 people and 18 clients over 18 months, always the same.

Its rows are ordered by date, as the tool writes them.
"""

import random
from datetime import date, timedelta
from pathlib import Path

DAYS = 540
HEADER = (
    "Date,Client,Project,Project Code,Task,Notes,Hours,Billable?,First Name,Last Name,Billable Rate,Billable Amount,"
    "Cost Rate,Cost Amount,Currency\n"
)


def write_export(path: Path, rows: int, *, seed: int = 7, width: int = 40) -> None:
    """Write a Harvest export of `rows` rows. `width` is about the length of each description."""
    dice = random.Random(seed)  # noqa: S311 - a benchmark's
    first = date(2025, 5, 1)
    words = ["review", "draft", "call", "layout", "copy", "invoice", "build", "tests", "notes", "sketch", "plan", "fix"]
    with path.open("w") as out:
        out.write(HEADER)
        for number in range(rows):
            client, person = dice.randrange(18), dice.randrange(25)
            project, task = dice.randrange(4), dice.randrange(8)
            day = first + timedelta(days=number * DAYS // rows)
            text = " ".join(dice.choice(words) for _ in range(max(1, width // 6)))
            hours = dice.randrange(1, 320) / 100
            out.write(
                f"{day},Client {client},Project {client}-{project},,Task {task},{text},{hours},"
                f"{'Yes' if dice.random() < 0.8 else 'No'},Person,Number {person},95.0,,0.0,0.0,Euro - EUR\n"
            )
