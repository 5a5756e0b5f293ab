"""The judged pairs, and the articles they name in the folder of real inputs."""

import csv
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from amity.insights.feeds.languages import language_of, language_of_feed
from amity.insights.feeds.parsing import raw
from amity.insights.relevance.rules import (
    COMPETITOR,
    GOAL,
    INDUSTRY,
    SERVICE,
    TOPIC,
    Document,
    Profile,
    terms_of,
)  # fmt: skip

HERE: Final = Path(__file__).parent
LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)
FIELDS: Final = {
    GOAL: "goals", COMPETITOR: "competitors", TOPIC: "topics", SERVICE: "services", INDUSTRY: "industry",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Article:
    """A judged article."""

    key: str
    document: Document
    published_at: datetime
    language: str


@dataclass(frozen=True, slots=True)
class Client:
    """A client with its profile, and the grade of each article by key."""

    key: str
    name: str
    profile: Profile
    grades: Mapping[str, int]


def clients() -> list[Client]:
    """Return the clients with their grades."""
    grades: dict[str, dict[str, int]] = {}
    for row in _rows("labels.csv"):
        grades.setdefault(row["client"], {})[row["article"]] = int(row["grade"])
    stated = tomllib.loads((HERE / "profiles.toml").read_text())["client"]
    return [
        Client(
            one["key"], one["name"], Profile(terms_of((name, one[column]) for name, column in FIELDS.items())),
            grades[one["key"]],
        )
        for one in stated
    ]  # fmt: skip


def articles(folder: Path, keys: Sequence[str]) -> list[Article]:
    """Return the articles of some keys."""
    known: dict[str, tuple[Sequence[Mapping[str, Any]], str, str]] = {}
    found = []
    for key in keys:
        name, _mark, place = key.partition("#")
        if name not in known:
            read = raw((folder / name).read_bytes(), f"https://feeds.example/{name}")
            texts = (f"{row['title']} {row['text']}" for row in read.rows)
            known[name] = read.rows, language_of_feed(read.declared, texts), read.title
        rows, language, source = known[name]
        row = rows[int(place)]
        found.append(
            Article(
                key, Document.of(row["title"], row["text"], source), row["published_at"] or LONG_AGO,
                language_of(f"{row['title']}\n{row['text']}", language),
            )
        )  # fmt: skip
    return found


def story_pairs() -> list[tuple[str, str, bool]]:
    """Return pairs of articles, and whether they are the same story."""
    return [(row["one"], row["other"], row["same"] == "yes") for row in _rows("stories.csv")]


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(newline="") as file:
        return list(csv.DictReader(file))
