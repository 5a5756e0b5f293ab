"""Equal values are held once."""

from amity.shared.caches.same import Same


def test_the_first_of_equal_values_is_returned():
    same: Same[tuple[str, int]] = Same(10)
    first, second = ("fee", int("600000")), ("fee", int("600000"))

    assert same(first) is first
    assert same(second) is first
    assert same(("fee", 600_001)) == ("fee", 600_001)


def test_it_starts_again_when_it_is_full():
    same: Same[tuple[int, int]] = Same(2)
    values = [(number, 0) for number in range(300, 305)]
    for value in values:
        assert same(value) is value

    assert len(same._known) <= 2
    later = (int("304"), 0)
    assert same(later) is values[-1]
    forgotten = (int("300"), 0)
    assert same(forgotten) is forgotten
