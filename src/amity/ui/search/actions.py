"""Actions that Search or jump offers on their object: "small job larkfield" leads to the small job of Larkfield Dairy.

Parts register them beside their kinds. An action is offered only to those who may do it, by the policy of its page.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from amity.shared.actor import Actor
from amity.shared.errors import NotSeen, Refused
from amity.ui.search import objects
from amity.ui.search.jumps import Found, Hit
from amity.ui.search.naming import SPEAKING
from amity.ui.search.objects import Newest
from amity.ui.search.words import begins, folded, spoken
from amity.ui.slots import Entry, Slot

MOST: Final = objects.MOST
"""Actions offered at once for what was typed."""

Fits = Callable[[Actor, Sequence[Any]], Collection[int]]
"""Returns the ids of those rows that an action is for, read at once."""
Things = Callable[[Actor, Sequence[str]], Sequence[Found]]
"""Returns what an action is offered on, by the words that name it, or without any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """One thing to do, found by the words of its label and by `words`, in English and in the reader's language.

    `about` is the kind of its object; "" for none. `page` is the URL name of its page, with the object's id in the
    path, or in `query` as `{pk}`; with `within`, the path has the id of what its object belongs to. A `query` with
    `{name}` takes the name typed, one with `{rest}` what is typed after the name of the object. `anchor` is a place on
    the page.
    `post` gives the fields of one that is sent. `kind` is what results call it, where that is not an action.
    With `shows_note` the object is named with its note, as a retainer with its account. With `choice`, typed without
    an object, it is offered on several: what was opened last, then the first of the kind. `fits` says which things it
    is for, where that isn't a question of rights. `things` finds what it is offered on, which has no kind then.
    """

    key: str
    order: int
    label: str | Promise
    page: str
    may: Callable[[Actor, Any], object]
    words: str | Promise = ""
    about: str = ""
    query: str = ""
    within: str = ""
    anchor: str = ""
    post: Callable[[Any], Mapping[str, str]] | None = None
    kind: str | Promise = ""
    shows_note: bool = False
    choice: bool = False
    fits: Fits | None = None
    things: Things | None = None

    @property
    def takes_name(self) -> bool:
        """Return whether what is typed after its words names the new thing."""
        return "{name}" in self.query

    @property
    def takes_rest(self) -> bool:
        """Return whether what is typed after the name of its object goes along."""
        return "{rest}" in self.query

    def offer(
        self, by: Actor, thing: Any = None, note: str = "", name: str = "", rest: str = ""
    ) -> Found | None:  # fmt: skip
        """Return the action on its object, or under a new name; None if the actor can't do it."""
        try:
            if not self.may(by, thing):
                return None
        except (Refused, NotSeen):
            return None
        label = _("%(action)s “%(name)s”") % {"action": self.label, "name": name} if name else str(self.label)
        kind, post = str(self.kind) or _("Action"), dict(self.post(thing)) if self.post else None
        url = self.address(thing, name, rest)
        return Found(kind=kind, name=label, note=note, url=url, post=post, creates=self.takes_name)

    def offer_on(self, by: Actor, hit: Hit, rest: str = "") -> Found | None:
        """Return the action on one found thing; None if the actor can't do it."""
        shown = hit.shown
        note = f"{shown.name}, {shown.note}" if self.shows_note and shown.note else shown.name
        return self.offer(by, hit.row, note, rest=rest)

    def address(self, thing: Any = None, name: str = "", rest: str = "") -> str:
        """Return where the action leads, on its object or under a new name."""
        in_path = thing is not None and self.post is None and (self.within or "{pk}" not in self.query)
        path = reverse(self.page, args=[getattr(thing, self.within or "pk")] if in_path else [])
        is_whole = (name or not self.takes_name) and (rest or not self.takes_rest or "{pk}" in self.query)
        query = self.query.format(pk=getattr(thing, "pk", ""), name=quote(name), rest=quote(rest)) if is_whole else ""
        filled = f"?{query}" if query else ""
        return f"{path}{filled}{self.anchor}"


actions: Final[dict[str, Action]] = {}
sources: Final[list[Callable[[], Iterable[Action]]]] = []
"""Hook: parts give actions that others registered with them, such as the kinds of things that wait."""
tabs: Final[dict[str, list[Slot]]] = {}
"""The tabs of pages about things, and pages beside them, by the kind of these."""


def register(*new: Action) -> None:
    """Register actions of a part."""
    actions.update({action.key: action for action in new})


def register_tabs(about: str, slot: Slot) -> None:
    """Register the tabs of a page about things of the kind `about`: "osprey money" leads to the tab Money of Osprey."""
    slots = tabs.setdefault(about, [])
    slots += [] if slot in slots else [slot]


def every_tab() -> Iterator[tuple[str, Entry]]:
    """Yield each tab with the kind of things that its page is about."""
    return ((about, tab) for about, slots in tabs.items() for slot in slots for tab in slot.entries)


def _tab_actions() -> Iterator[Action]:
    for about, tab in every_tab():
        if tab.url:
            yield Action(
                key=f"tab.{about}.{tab.key}", order=300 + tab.order, label=tab.label, words=tab.words, page=tab.url,
                may=tab.may_see, about=about, kind=_("Page"),
            )  # fmt: skip


def in_order(times: Mapping[str, int] | None = None) -> list[Action]:
    """Return all actions in their order; with `times`, the most used first."""
    used = times or {}
    every = [*actions.values(), *_tab_actions()]
    return sorted(every, key=lambda action: (-used.get(action.key, 0), action.order))


def offered(by: Actor, words: Sequence[str], newest: Newest, after: str = "") -> tuple[list[Found], int]:
    """Return the actions that the words begin or end with, on the objects that the other words name.

    Those that most words name come first; where these are offered on nothing, those that fewer name. Without other
    words they are offered on what the actor opened last (`newest`). The number counts the letters of the words that
    name the action. `after` is what was typed behind the words, for actions that take it along.
    """
    every = [*in_order(), *(action for source in sources for action in source())]
    divided = [(action, *divide(vocabulary(action), words)) for action in every]
    for most in sorted({count for _action, count, _rest in divided if count}, reverse=True):
        best = [(action, tuple(rest)) for action, count, rest in divided if count == most]
        best.sort(key=lambda one: (one[0].takes_name and bool(one[1]), *_behind(one[0], words)))
        if found := _offered_on(by, best, newest, after):
            letters = sum(map(len, words)) - min(sum(map(len, rest)) for _action, rest in best)
            return found[:MOST], letters
    return [], 0


def _offered_on(
    by: Actor, best: Sequence[tuple[Action, tuple[str, ...]]], newest: Newest, after: str
) -> list[Found]:  # fmt: skip
    """Return the actions on the objects that the words beside each name."""
    named = objects.of_all(by, [(action, rest) for action, rest in best if action.about], newest)
    without = [(action, rest) for action, rest in best if action.takes_rest and not named[action.key, rest]]
    beside, along = objects.of_all_beside_rest(by, without, newest)
    found: list[Found] = []
    for action, rest in best:
        hits, taken = named.get((action.key, rest), ()), ""
        if some := beside.get((action.key, rest)):
            hits, taken = some, f"{along[rest]} {after}".strip()
        found += _offers(by, action, rest, hits, taken)
    return found


def on(by: Actor, hit: Hit) -> Iterator[Found]:
    """Return the actions on one found thing."""
    for action in in_order():
        if action.about == hit.kind.key and (offer := action.offer_on(by, hit)):
            yield offer


def most_used(by: Actor, times: Mapping[str, int], newest: Newest) -> Iterator[Found]:
    """Return actions, the most used first, each label once, on the object of its kind that was opened last."""
    labels: set[str] = set()
    for action in in_order(times):
        if str(action.label) in labels:
            continue
        hit = newest(action.about) if action.about else None
        if action.about and hit is None:
            continue
        offer = action.offer_on(by, hit) if hit else action.offer(by)
        if offer:
            labels.add(str(action.label))
            yield offer


def named(by: Actor, words: Sequence[str]) -> list[Found]:
    """Return the actions that create something under a name; none where the words begin with what names an action."""
    name = " ".join(words)
    if len(words) > 1 and folded(words[0]) in _leading_words():
        return []
    return [offer for action in in_order() if action.takes_name and (offer := action.offer(by, name=name))]


def _leading_words() -> set[str]:
    """Return the words by which actions are found that create nothing under a name. Short ones begin many names."""
    every = (word for action in actions.values() if not action.takes_name for word in vocabulary(action))
    return {word for word in every if len(word) >= SPEAKING}


def divide(known: Iterable[str], words: Sequence[str]) -> tuple[int, Sequence[str]]:
    """Return how many words at the front, or else at the end, begin a known word; and the other words."""
    front = _run(known, words)
    if front:
        return front, words[front:]
    end = _run(known, words[::-1])
    return end, words[: len(words) - end]


def vocabulary(action: Action) -> tuple[str, ...]:
    """Return the words an action is found by, in English and in the language of the reader."""
    return (*spoken(action.label), *spoken(action.words))


def _behind(action: Action, words: Sequence[str]) -> tuple[bool, bool, bool]:
    """Return whether the label has none of the words, none of them whole, and none at its end: others come first.

    "contact" is what "Add contact" is about, and only how "Contact report" begins.
    """
    label = str(action.label)
    has, ends = (any(begins(part, [word]) for word in words) for part in (label, label.rsplit(maxsplit=1)[-1]))
    return not has, not set(map(folded, words)) & set(folded(label).split()), not ends


def _run(known: Iterable[str], words: Sequence[str]) -> int:
    wrong = (at for at, word in enumerate(words) if not any(one.startswith(folded(word)) for one in known))
    return next(wrong, len(words))


def _offers(
    by: Actor, action: Action, rest: Sequence[str], hits: Sequence[Hit], along: str = ""
) -> list[Found]:  # fmt: skip
    if action.things:
        return list(action.things(by, rest))
    if action.about:
        offers = [action.offer_on(by, hit, along) for hit in hits]
    elif rest and not action.takes_name:
        return []
    else:
        offers = [action.offer(by, name=" ".join(rest))]
    return [offer for offer in offers if offer]
