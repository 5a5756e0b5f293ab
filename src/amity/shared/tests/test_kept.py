"""What was made of some material is made once, until others push it out."""

from collections.abc import Iterable
from functools import partial

from amity.shared.kept import Kept


def squares(kept: Kept[int, int], numbers: Iterable[int], made: list[int]) -> list[int]:
    def squared(number: int) -> int:
        made.append(number)
        return number * number

    return [kept.get(number, partial(squared, number)) for number in numbers]


def test_the_same_material_is_worked_out_once():
    kept: Kept[int, int] = Kept(10)
    made: list[int] = []

    found = squares(kept, [2, 3, 2], made)

    assert (found, made) == ([4, 9, 4], [2, 3])


def test_what_is_asked_for_stays_and_what_is_not_goes():
    kept: Kept[int, int] = Kept(3)
    made: list[int] = []

    for number in range(1, 9):
        squares(kept, [0, number], made)
    squares(kept, [0, 1], made)

    assert made == [0, 1, 2, 3, 4, 5, 6, 7, 8, 1]


def test_it_never_holds_more_than_twice_as_many_as_asked():
    kept: Kept[int, int] = Kept(5)

    squares(kept, range(1_000), [])

    assert len(kept._young) + len(kept._old) <= 10
