"""The algebra of the monthly sums: whatever is logged, edited and deleted, they match the entries."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from amity.timesheets.rules import DAY_SECONDS, MEASURES, NOTHING, Measures, added, delta, measured

AMOUNTS = st.none() | st.integers(0, 10**9)
KEYS = st.tuples(st.integers(0, 3), st.sampled_from([202610, 202611]), st.sampled_from(["EUR", "CHF", ""]))


@dataclass(frozen=True)
class Logged:
    """The fields of an entry that the sums depend on."""

    key: tuple[int, int, str]
    measures: Measures


ENTRIES = st.builds(
    Logged,
    KEYS,
    st.builds(
        measured, seconds=st.integers(0, DAY_SECONDS), billable=st.booleans(), cost=AMOUNTS, value=AMOUNTS,
        standard=AMOUNTS, approved=st.booleans(),
    ),
)  # fmt: skip
ACTS = st.lists(st.tuples(st.sampled_from(["log", "edit", "delete"]), st.integers(0, 9), ENTRIES), max_size=40)
SUMS = st.dictionaries(KEYS, st.builds(Measures, *[st.integers(-(10**6), 10**6)] * len(MEASURES)), max_size=5)
Sums = dict[tuple[int, int, str], Measures]


def contributed(entry: Logged | None) -> Sums:
    """Return what one entry adds, nothing for None."""
    return {entry.key: entry.measures} if entry else {}


@given(ACTS)
def test_any_sequence_of_acts_leaves_the_sums_that_adding_up_again_gives(
    acts: list[tuple[str, int, Logged]],
) -> None:
    held: dict[int, Logged] = {}
    sums: Sums = {}
    for act, slot, entry in acts:
        before = held.pop(slot, None)
        if act != "delete":
            held[slot] = entry
        sums = added([sums, delta(contributed(before), contributed(held.get(slot)))])

    assert sums == added(contributed(entry) for entry in held.values())


@given(SUMS, SUMS)
def test_a_delta_added_to_what_was_gives_what_is(before: Sums, after: Sums) -> None:
    assert added([before, delta(before, after)]) == added([after])


@given(SUMS, SUMS)
def test_there_and_back_is_nothing(one: Sums, other: Sums) -> None:
    assert added([delta(one, other), delta(other, one)]) == {}


@given(st.lists(SUMS, max_size=5))
def test_the_order_and_the_grouping_of_deltas_do_not_matter(deltas: list[Sums]) -> None:
    assert added(deltas) == added(reversed(deltas)) == added([added(deltas[:2]), added(deltas[2:])])


@given(ENTRIES)
def test_seconds_without_a_price_stand_beside_every_amount(entry: Logged) -> None:
    sums = entry.measures

    assert sums.uncosted_seconds in (0, sums.seconds)
    assert sums.cost == 0 or sums.uncosted_seconds == 0
    assert sums - sums == NOTHING == sums + -sums


@given(ENTRIES)
def test_approved_seconds_are_all_of_an_entry_or_none(entry: Logged) -> None:
    assert entry.measures.approved_seconds in (0, entry.measures.seconds)
