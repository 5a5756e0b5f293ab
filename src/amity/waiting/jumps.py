"""What waits as search finds it: each kind by its name and by what is done about it, "send reminder" or "approve"."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any, Final

from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amity.shared.actor import Actor
from amity.shared.errors import Refused
from amity.ui.search import actions
from amity.ui.search.actions import Action
from amity.ui.search.jumps import Found
from amity.ui.search.words import holds
from amity.waiting.drawing import drawn_for
from amity.waiting.kinds import Kind, kinds

BEHIND: Final = 400
"""The order of the first kind, behind actions on things and their pages."""
MOST_ITEMS: Final = 3
"""Items of a kind that are offered: for another, one types another word."""


def register() -> None:
    """Register what waits, whichever part a kind is of."""
    actions.sources.append(_kinds)


def _kinds() -> Iterator[Action]:
    for kind in kinds():
        if kind.rows:
            labels = [act.label for act in kind.acts.values()]
            yield Action(
                key=f"waiting.{kind.key}", order=BEHIND + kind.order, label=kind.label,
                words=format_lazy(" ".join(["{}"] * (len(labels) + 1)), kind.words, *labels),
                page="waiting:waiting", may=_anyone, things=partial(_waiting, kind),
            )  # fmt: skip


def _anyone(_by: Actor, _none: Any) -> bool:
    return True


def _waiting(kind: Kind, by: Actor, words: Sequence[str]) -> list[Found]:
    """Return the list of a kind, or the items that the words name. Nothing where nothing of it waits."""
    try:
        group = next((one for one in drawn_for(by, timezone.now()) if one.kind.key == kind.key), None)
    except Refused:
        return []
    if group is None:
        return []
    if not words:
        note = ngettext("%(count)s waiting", "%(count)s waiting", group.total) % {"count": group.total}
        url = f"{reverse('waiting:waiting')}?kind={kind.key}"
        return [Found(kind=_("Page"), name=str(kind.label), note=note, url=url)]
    named = (item for item in group.items if holds(f"{item.named_heading} {item.title} {item.lead}", words))
    return [
        Found(kind=kind.label, name=item.heading, note=item.account.name if item.account else "", url=item.address)
        for item in islice(named, MOST_ITEMS)
    ]
