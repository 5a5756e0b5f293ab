"""Run inside a place: the data part of `profitability?by=project` beside the raw aggregate, in turn. Prints JSON."""

import json
import sys
from pathlib import Path

import django

django.setup()

from django.db import connection
from django.utils import timezone

from amity.people import rules as roles
from amity.people.models import Person
from amity.people.queries import actor_for
from amity.profitability.queries import machines
from bench.asking import Timed

RAW = (Path(__file__).parent / "raw_aggregate.sql").read_text()


def main(rounds: int) -> None:
    """Print milliseconds of both."""
    finance = Person.objects.filter(held_roles__role=roles.FINANCE, mail__isnull=False).order_by("pk").first()
    assert finance is not None
    by = actor_for(finance, "cli")
    raw, data, rows = Timed(), Timed(), []
    for number in range(rounds + 1):
        for timed, act in (
            (raw, _raw),
            (data, lambda: rows.append(machines.every_row(by, "project", None, None, timezone.localdate()))),
        ):
            act() if not number else timed.run(act)
    print(json.dumps({"raw aggregate": raw.told(), "data part": data.told(), "projects": len(rows[-1].rows)}))


def _raw() -> None:
    with connection.cursor() as cursor:
        cursor.execute(RAW)
        cursor.fetchall()


if __name__ == "__main__":
    main(int(sys.argv[1]))
