"""Pages and reads at several sizes of the same agency, requested in turn so that all have the same conditions."""

from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from typing import Any, Final

from bench.asking import Client, Timed, bearer, signed_in
from bench.place import Place

PAGES: Final = {
    "portfolio page": "/money/",
    "project page": "/projects/{project}/",
    "first page of all time": "/time/",
    "page deep inside all time": "/time/?after={deep}",
}
READS: Final = {
    "1,000 projects": "/api/v1/profitability?by=project&all=true",
    "80 projects": "/api/v1/profitability?by=project&limit=80",
    "one project": "/api/v1/profitability/projects/{project}",
    "first page of entries": "/api/v1/entries?limit=50",
}


def measure(places: Sequence[tuple[Place, Mapping[str, Any]]], rounds: int) -> dict[str, dict[str, Any]]:
    """Return milliseconds by question and place name. Each question is asked `rounds` times of each place in turn."""
    found: dict[str, dict[str, Any]] = {}
    with ExitStack() as open_connections:
        pages = [_client(open_connections, place, signed_in(keys)) for place, keys in places]
        reads = [_client(open_connections, place, bearer(keys["reader"])) for place, keys in places]
        for questions, clients in ((PAGES, pages), (READS, reads)):
            for name, path in questions.items():
                found[name] = _in_turn(path, clients, places, rounds)
    return found


def _in_turn(
    path: str, clients: Sequence[Client], places: Sequence[tuple[Place, Mapping[str, Any]]], rounds: int
) -> dict[str, Any]:
    timed = [Timed() for _place in places]
    sizes = [0] * len(places)
    for number in range(rounds + 4):
        for at, (_place, keys) in enumerate(places):
            asked = path.format_map(keys)
            if number < 4:  # so that both processes of the server are warm; `inside.py` takes cold answers
                sizes[at] = len(clients[at].ask(asked))
                continue
            client = clients[at]
            timed[at].run(lambda client=client, asked=asked: client.ask(asked))  # type: ignore[misc]
    return {place.name: timed[at].told() | {"bytes": sizes[at]} for at, (place, _keys) in enumerate(places)}


def _client(stack: ExitStack, place: Place, headers: Mapping[str, str]) -> Client:
    return stack.enter_context(Client(place.port, headers))
