"""Run in one place: the data part of `profitability?by=project` next to the raw aggregate, and cold answers.

*Warm* answers find their results cached from the request before. *Cold* ones find none, as after a restart and as the
first of each day. Both are taken in one process without HTTP, whose collector of cycles runs as the server's does:
between two answers. Prints JSON.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import django

django.setup()

from django.db import connection
from django.test import Client
from django.urls import get_resolver
from django.utils import timezone

from amity.agency.editions import keeping
from amity.config.serving.collector import NEW_OBJECTS_WITHIN_ANSWER, collect_between_answers, spare_what_is_loaded
from amity.people import rules as roles
from amity.people.models import Person
from amity.people.queries import actor_for
from amity.profitability.profit_rows import rest_pages
from amity.shared.caches.memo import Memo
from bench.asking import Timed
from bench.reading import PAGES, READS

RAW = (Path(__file__).parent / "raw_aggregate.sql").read_text()


def main(rounds: int, keys: Mapping[str, Any]) -> None:
    """Print all measurements in milliseconds."""
    get_resolver().url_patterns  # noqa: B018 - reading it imports every view, as the server does before it is asked
    spare_what_is_loaded(NEW_OBJECTS_WITHIN_ANSWER)
    finance = Person.objects.filter(held_roles__role=roles.FINANCE, mail__isnull=False).order_by("pk").first()
    assert finance is not None
    by = actor_for(finance, "cli")
    raw, data, rows = Timed(), Timed(), []
    for number in range(rounds + 1):
        for timed, act in (
            (raw, _raw),
            (data, lambda: rows.append(rest_pages.every_row(by, "project", None, None, timezone.localdate()))),
        ):
            act() if not number else timed.run(act)
    cold = Timed()
    for _number in range(rounds):
        _forget()
        collect_between_answers()
        cold.run(lambda: rest_pages.every_row(by, "project", None, None, timezone.localdate()))
    found = {"raw aggregate": raw.told(), "data part": data.told(), "data part, cold": cold.told()}
    print(json.dumps(found | {"projects": len(rows[-1].rows), "answers": _answers(finance, keys, rounds)}))


def _forget() -> None:
    keeping.clear()
    for memo in Memo.every:
        memo.clear()


def _answers(person: Person, keys: Mapping[str, Any], rounds: int) -> dict[str, dict[str, Any]]:
    """Return the times of each page and read with cached results, and without any."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(person)
    found = {}
    for name, path in {**PAGES, **READS}.items():
        headers = {"authorization": f"Bearer {keys['reader']}"} if path.startswith("/api/") else {}

        def ask(asked: str = path.format_map(keys), headers: Mapping[str, str] = headers) -> None:
            answer = client.get(asked, headers=dict(headers))
            if answer.status_code != 200:
                raise RuntimeError(f"{asked}: {answer.status_code}")

        ask()
        warm, cold = Timed(), Timed()
        for _number in range(rounds):
            collect_between_answers()
            warm.run(ask)
        for _number in range(rounds):
            _forget()
            collect_between_answers()
            cold.run(ask)
        found[name] = {"warm": warm.told(), "cold": cold.told()}
    return found


def _raw() -> None:
    with connection.cursor() as cursor:
        cursor.execute(RAW)
        cursor.fetchall()


if __name__ == "__main__":
    main(int(sys.argv[1]), json.loads(sys.argv[2]))
