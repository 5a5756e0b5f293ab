"""A result is computed once for its key, until others push it out."""

import re
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from amity.shared.caches.memo import Memo

ROOT = Path(__file__).resolve().parents[4]
MADE = re.compile(r"^([A-Z_]+): Memo\[.*\] = Memo\(([\d_]+)(?:, .+)?\)$", re.M)
SHARED = re.compile(r"^\| `([A-Z_]+)` \(`([\w/]+\.py)`\) \| .* \| ([\d,]+) \|$", re.M)
SAME = re.compile(r"^([A-Z_]+): Final\[Same\[.*\] = Same\(([\d_]+)\)$", re.M)
ROWS = re.compile(r"^\| `([A-Z_]+)` \(`([\w/]+\.py)`\) \|.*2 × ([\d,]+) \|$", re.M)

CACHED = re.compile(
    r"^@(?:lru_cache\(maxsize=([\d_]+)\)|cache)\ndef (\w+)|^(\w+) = lru_cache\(maxsize=([\d_]+)\)", re.M
)
LISTED = re.compile(r"^\| `(\w+)` \(`(\w+/\w+\.py)`\) \| [^|]* \| ([^|]*) \|$", re.M)


def squares(memo: Memo[int, int], numbers: Iterable[int], made: list[int]) -> list[int]:
    def squared(number: int) -> int:
        made.append(number)
        return number * number

    return [memo.get(number, partial(squared, number)) for number in numbers]


def test_a_key_is_kept_as_one_that_shares_its_parts():
    shared = (1_000_000, 2_000_000)
    memo: Memo[tuple[int, ...], int] = Memo(10, lambda key: shared if key == shared else key)

    results = [
        memo.get((10**6, 2 * 10**6), lambda: 7),
        memo.get((10**6, 2 * 10**6), lambda: 8),
        memo.get((3,), lambda: 9),
    ]

    assert results == [7, 7, 9]
    assert [key is shared for key in memo._young] == [True, False]


def test_the_same_material_is_calculated_once():
    memo: Memo[int, int] = Memo(10)
    made: list[int] = []

    found = squares(memo, [2, 3, 2], made)

    assert (found, made) == ([4, 9, 4], [2, 3])


def test_what_is_asked_for_stays_and_what_is_not_goes():
    memo: Memo[int, int] = Memo(3)
    made: list[int] = []

    for number in range(1, 9):
        squares(memo, [0, number], made)
    squares(memo, [0, 1], made)

    assert made == [0, 1, 2, 3, 4, 5, 6, 7, 8, 1]


def test_it_never_holds_more_than_twice_as_many_as_asked():
    memo: Memo[int, int] = Memo(5)

    squares(memo, range(1_000), [])

    assert len(memo._young) + len(memo._old) <= 10


def all_made(pattern):
    """Return name, file and bound of all that the sources make."""
    return [
        (name, f"{path.parent.name}/{path.name}", most.replace("_", ","))
        for path in (ROOT / "src").rglob("*.py")
        if "tests" not in path.parts
        for name, most in pattern.findall(path.read_text())
    ]


def test_each_memo_is_in_the_decision_with_its_bound():
    text = (ROOT / "docs" / "decisions" / "0016-results-are-kept-by-their-material.md").read_text()
    made = all_made(MADE)

    listed = {(row[1], row[2], row[3]) for row in ROWS.finditer(text)}
    assert len(made) >= 8
    assert set(made) == listed


def test_each_same_is_in_the_decision_with_its_bound():
    text = (ROOT / "docs" / "decisions" / "0016-results-are-kept-by-their-material.md").read_text()
    made = all_made(SAME)

    assert len(made) >= 3
    assert set(made) <= {(row[1], row[2], row[3]) for row in SHARED.finditer(text)}


def test_each_cache_of_functools_is_in_the_decision_with_its_bound():
    text = (ROOT / "docs" / "decisions" / "0016-results-are-kept-by-their-material.md").read_text()
    made, sources = {}, [path for path in (ROOT / "src").rglob("*.py") if "tests" not in path.parts]
    for path in sources:
        for most, name, other, more in CACHED.findall(path.read_text()):
            made[name or other, f"{path.parent.name}/{path.name}"] = (most or more).replace("_", "")

    rows = text[text.index("| `functools` cache |") :]
    listed = {(name, at): re.sub(r"\D", "", most) for name, at, most in LISTED.findall(rows)}
    assert {key: most or listed.get(key) for key, most in made.items()} == listed
    assert len(made) == sum(len(re.findall(r"\blru_cache\(|^@cache$", path.read_text(), re.M)) for path in sources)
