"""`make eval-insights`: rank real articles for eight judged clients, and rewrite the tables of docs/insights.md.

Compared are our ranker, newest first, and BM25 of all terms without weights; then our ranker before and after twenty
decisions. The articles are read from `AMITY_REAL_DATA`.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from statistics import mean
from typing import Final

from amity.insights.relevance.learning import learned
from amity.insights.relevance.rules import TOPIC, Corpus, Document, Profile, plain_bm25, scored
from amity.insights.relevance.sketches import between, is_same_story, sketch
from relevance.data import Article, Client, articles, clients, story_pairs
from relevance.feeds import table
from relevance.measures import interval, interval_of, ndcg, precision

ROOT: Final = Path(__file__).resolve().parents[1]
PAGE: Final = ROOT / "docs" / "insights.md"
DECISIONS: Final = 20
REPEATS: Final = 50
MEASURES: Final = (("nDCG@10", ndcg), ("precision@5", precision))
Order = Callable[[Profile, Sequence[Article]], list[Article]]


def main() -> int:
    """Rank, and write and print the tables."""
    folder = Path(os.environ.get("AMITY_REAL_DATA", ROOT.parent / "shared/data/real")) / "feeds"
    parts = {"ranking": measured(folder), "feeds": list(table(folder))}
    text = PAGE.read_text()
    for name, lines in parts.items():
        begin, end = f"<!-- {name}: written by make eval-insights -->", f"<!-- end of {name} -->"
        before, _mark, rest = text.partition(begin)
        text = "\n".join([f"{before}{begin}", "", *lines, "", f"{end}{rest.partition(end)[2]}"])
    PAGE.write_text(text)
    print("\n".join(parts["ranking"]))
    return 0


def measured(folder: Path) -> list[str]:
    """Return the lines of the tables about the ranking."""
    known = clients()
    pool = articles(folder, list(known[0].grades))
    bare = [_bare(one) for one in known]
    return [
        *_rankings(known, pool), "", "After twenty decisions:", "", *_learning(known, pool), "",
        "The same without topics, as for an account that is new to Amity:", "", *_learning(bare, pool), "",
        *_stories(folder),
    ]  # fmt: skip


def newest(profile: Profile, pool: Sequence[Article]) -> list[Article]:
    """Order by date, the newest first."""
    return sorted(pool, key=lambda one: (-one.published_at.timestamp(), one.key))


def by_bm25(profile: Profile, pool: Sequence[Article]) -> list[Article]:
    """Order by BM25 without weights, within each language."""
    return _by(lambda document, corpus: plain_bm25(document, profile, corpus), pool)


def by_relevance(profile: Profile, pool: Sequence[Article]) -> list[Article]:
    """Order as Amity does."""
    return _by(lambda document, corpus: scored(document, profile, corpus).points, pool)


def _by(score: Callable[[Document, Corpus], float], pool: Sequence[Article]) -> list[Article]:
    languages = {one.language for one in pool}
    known = {code: Corpus.of([one.document for one in pool if one.language == code]) for code in languages}
    points = {one.key: score(one.document, known[one.language]) for one in pool}
    return sorted(pool, key=lambda one: (-points[one.key], -one.published_at.timestamp(), one.key))


ORDERS: Final[dict[str, Order]] = {"Amity": by_relevance, "plain BM25": by_bm25, "newest first": newest}


def _grades(client: Client, order: Order, pool: Sequence[Article]) -> list[int]:
    return [client.grades[one.key] for one in order(client.profile, pool)]


def _draw(seed: str = "insights") -> Random:
    """Return chance that is the same in every run."""
    return Random(seed)  # noqa: S311 - draws samples, guards nothing


def _rankings(known: Sequence[Client], pool: Sequence[Article]) -> Iterator[str]:
    judged = sum(len(one.grades) for one in known)
    yield f"{len(known)} clients, {len(pool)} articles, {judged} judged pairs."
    yield ""
    yield "| client | above 0 | " + " | ".join(f"{name}: {order}" for name, _m in MEASURES for order in ORDERS) + " |"
    yield "| --- | ---: |" + " ---: |" * len(MEASURES) * len(ORDERS)
    found: dict[tuple[str, str], list[float]] = {}
    for client in known:
        cells = []
        for name, measure in MEASURES:
            for title, order in ORDERS.items():
                grades = _grades(client, order, pool)
                found.setdefault((name, title), []).append(measure(grades))
                low, high = interval_of(measure, grades, _draw())
                cells.append(f"{measure(grades):.2f} ({low:.2f}–{high:.2f})")
        above = sum(grade > 0 for grade in client.grades.values())
        yield f"| {client.name} | {above} | " + " | ".join(cells) + " |"
    means = []
    for values in found.values():
        low, high = interval(values, _draw())
        means.append(f"**{mean(values):.2f}** ({low:.2f}–{high:.2f})")
    yield "| **all** | | " + " | ".join(means) + " |"


def _learning(known: Sequence[Client], pool: Sequence[Article]) -> Iterator[str]:
    yield f"| client | {' | '.join(f'{name}: {when}' for name, _m in MEASURES for when in ('before', 'after'))} |"
    yield "| --- |" + " ---: |" * 2 * len(MEASURES)
    found: dict[tuple[str, str], list[float]] = {}
    for client in known:
        values = _after_decisions(client, pool)
        for place, one in values.items():
            found.setdefault(place, []).append(mean(one))
        cells = [f"{mean(one):.2f}" for one in values.values()]
        yield f"| {client.name} | " + " | ".join(cells) + " |"
    means = []
    for values_of in found.values():
        low, high = interval(values_of, _draw())
        means.append(f"**{mean(values_of):.2f}** ({low:.2f}–{high:.2f})")
    yield "| **all** | " + " | ".join(means) + " |"
    for name, _measure in MEASURES:
        gains = [after - before for before, after in zip(found[name, "before"], found[name, "after"], strict=True)]
        low, high = interval(gains, _draw())
        yield f"\nGain in {name}: {mean(gains):+.3f} ({low:+.3f} to {high:+.3f})."


def _bare(client: Client) -> Client:
    """Return a client of whom no topics are known yet."""
    known = [term for term in client.profile.terms if term.field != TOPIC]
    return replace(client, profile=replace(client.profile, terms=known))


def _after_decisions(client: Client, pool: Sequence[Article]) -> dict[tuple[str, str], list[float]]:
    """Return the measures of what is left after twenty decisions, ranked with and without them."""
    draw, corpus = _draw(client.key), Corpus.of([one.document for one in pool])
    found: dict[tuple[str, str], list[float]] = {
        (name, when): [] for name, _m in MEASURES for when in ("before", "after")
    }
    while len(found[MEASURES[0][0], "before"]) < REPEATS:
        chosen = draw.sample(list(pool), DECISIONS)
        left = [one for one in pool if one not in chosen]
        if not any(client.grades[one.key] for one in left):
            continue
        kept = [one.document for one in chosen if client.grades[one.key]]
        dismissed = [one.document for one in chosen if not client.grades[one.key]]
        taught = replace(client, profile=replace(client.profile, learned=learned(kept, dismissed, corpus)))
        before, after = (_grades(one, by_relevance, left) for one in (client, taught))
        for name, measure in MEASURES:
            found[name, "before"].append(measure(before))
            found[name, "after"].append(measure(after))
    return found


def _stories(folder: Path) -> Iterator[str]:
    pairs = story_pairs()
    named = {
        one.key: one for one in articles(folder, sorted({key for one, other, _same in pairs for key in (one, other)}))
    }
    right = wrong = missed = 0
    for one, other, same in pairs:
        first, second = named[one], named[other]
        told = is_same_story(
            sketch(first.document), sketch(second.document), words=first.document.length,
            apart=between(first.published_at, second.published_at),
        )  # fmt: skip
        right, wrong, missed = right + (told == same), wrong + (told and not same), missed + (same and not told)
    yield f"Stories: {right} of {len(pairs)} pairs right, {wrong} merged wrongly, {missed} kept apart wrongly."


if __name__ == "__main__":
    raise SystemExit(main())
