"""The objects that actions of Search or jump are offered on: what the words beside those of the action name."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from amity.shared.actor import Actor
from amity.ui.search import jumps
from amity.ui.search.jumps import Hit, Kind
from amity.ui.search.naming import beside_names

if TYPE_CHECKING:
    from amity.ui.search.actions import Action

MOST: Final = 8
"""Objects of a kind that one names by the word for the kind, or that an action is offered on without any."""
MOST_OBJECTS: Final = 3
"""Objects on which one action is offered: for another, one types another word."""
MOST_NAMING: Final = 3
"""Words that name an object, where other words go along."""
MOST_FITTING: Final = 100
"""Objects that are read to find those that an action is for."""

Newest = Callable[[str], Hit | None]
"""Returns the thing of a kind that the actor opened last, or None."""
Wanted = Collection[tuple["Action", tuple[str, ...]]]
"""Actions with the words beside theirs."""
Objects = dict[tuple[str, tuple[str, ...]], Sequence[Hit]]
"""The objects by action and words."""


def of_all(by: Actor, wanted: Wanted, newest: Newest) -> Objects:
    """Return the objects that words name, by action. Of actions of one label, where something is called so, nothing
    that lies under it.
    """
    read: dict[Any, Sequence[Hit]] = {}
    found: Objects = {}
    for action, rest in wanted:
        same = (action.about, action.fits, action.choice and not rest, rest)
        if same not in read:
            read[same] = _choice(by, action, newest) if same[2] else _objects(by, action, rest, newest)
        found[action.key, rest] = read[same]
    objects = _called_so_first(wanted, found, {rest: rest for _action, rest in wanted})
    return objects | _of_clients(by, wanted, objects)


def of_all_beside_rest(by: Actor, wanted: Wanted, newest: Newest) -> tuple[Objects, dict[tuple[str, ...], str]]:
    """Return the same for actions that take words along, of which some name the object; and the words along, by all.

    Of actions of one label the words name the same, where the first kind has anything called so.
    """
    found: Objects = {}
    names: dict[tuple[str, ...], tuple[str, ...]] = {}
    along: dict[tuple[str, ...], str] = {}
    for rest in dict.fromkeys(rest for _action, rest in wanted):
        actions = [action for action, own in wanted if own == rest]
        for name, others in _divisions(rest):
            hits = {(action.key, rest): _objects(by, action, name, newest) for action in actions}
            if any(hits.values()):
                found |= hits
                names[rest], along[rest] = name, " ".join(others)
                break
    some = [(action, rest) for action, rest in wanted if rest in names]
    return _called_so_first(some, found, names), along


def _divisions(words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield the words that may name an object, with the others: the first ones, the most of them first, then the last
    ones.
    """
    counts = range(min(MOST_NAMING, len(words) - 1), 0, -1)
    yield from ((words[:count], words[count:]) for count in counts)
    yield from ((words[-count:], words[:-count]) for count in counts)


def _called_so_first(
    wanted: Wanted, found: Objects, names: Mapping[tuple[str, ...], tuple[str, ...]]
) -> Objects:  # fmt: skip
    """Return what was found, of actions of one label nothing that lies under what is called so; `names` has the words
    of each that name an object.
    """
    named = {
        (action.key, rest): [hit for hit in found[action.key, rest] if _is_called(hit, names[rest])]
        for action, rest in wanted
    }
    called_so = {(str(action.label), rest) for action, rest in wanted if named[action.key, rest]}
    return {
        (action.key, rest): (named if (str(action.label), rest) in called_so else found)[action.key, rest]
        for action, rest in wanted
    }


def _is_called(hit: Hit, words: Sequence[str]) -> bool:
    """Return whether a thing is called as the words say, or as those do beside the words for its kind."""
    beside = beside_names(hit.kind, words)
    return not beside or min(jumps.strength(hit.shown, some) for some in (words, beside)) < jumps.ELSEWHERE


def _of_clients(by: Actor, wanted: Wanted, objects: Mapping[tuple[str, tuple[str, ...]], object]) -> Objects:
    """Return the objects of the clients whose people the words name, for actions, not pages, whose label found none.

    Of actions of one label it is the first kind: a request is logged for the account, not for each of its projects.
    """
    known = {str(action.label) for action, rest in wanted if objects[action.key, rest]}
    found: Objects = {}
    for action, rest in sorted(wanted, key=lambda one: jumps.kinds[one[0].about].order):
        label = str(action.label)
        if rest and label not in known and not action.kind:
            hits = jumps.of_clients_named(by, jumps.kinds[action.about], rest, MOST_OBJECTS)
            found[action.key, rest] = hits = _fitting(by, action, hits)
            known |= {label} if hits else set()
    return found


def _objects(by: Actor, action: "Action", rest: Sequence[str], newest: Newest) -> Sequence[Hit]:
    """Return the things of the kind that the words name, then those that they name beside a word for the kind."""
    kind = jumps.kinds[action.about]
    if not rest:
        opened = newest(action.about)
        return _fitting(by, action, [opened]) if opened else _rows(by, action, kind, (), 1)
    found, beside = list(_rows(by, action, kind, rest, MOST_OBJECTS)), beside_names(kind, rest)
    if len(beside) < len(rest):
        known = {hit.row.pk for hit in found}
        more = _rows(by, action, kind, beside, MOST_OBJECTS if beside else MOST)
        found += [hit for hit in more if hit.row.pk not in known]
    return found


def _choice(by: Actor, action: "Action", newest: Newest) -> Sequence[Hit]:
    """Return what was opened last, then the first of the kind, as many as are offered at once."""
    kind, opened = jumps.kinds[action.about], newest(action.about)
    first = _rows(by, action, kind, (), MOST)
    before = _fitting(by, action, [opened]) if opened else []
    return [*before, *(hit for hit in first if hit.row.pk not in {one.row.pk for one in before})]


def _rows(by: Actor, action: "Action", kind: Kind[Any], words: Sequence[str], most: int) -> list[Hit]:
    """Return the first things of a kind that the words name and that the action is for."""
    found = jumps.hits(kind, by, kind.find(by, words, MOST_FITTING if action.fits else most))
    return _fitting(by, action, found)[:most]


def _fitting(by: Actor, action: "Action", hits: Sequence[Hit]) -> list[Hit]:
    if action.fits is None or not hits:
        return list(hits)
    ids = action.fits(by, [hit.row for hit in hits])
    return [hit for hit in hits if hit.row.pk in ids]
