"""Check: no one gets the same story twice, or one after they unsubscribed, whoever sends it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.gate.checks import registry
from amity.gate.checks.registry import Check, Finding, Letter, Run
from amity.gate.checks.rules import BLOCK
from amity.insights.shares.models import Received, Share
from amity.insights.shares.queries import addresses_that_stopped
from amity.insights.shares.rules import STORY_SHARE


def register() -> None:
    """Register the check."""
    registry.register(Check("stories", 42, lazy("Stories from Insights"), _prepare))


def _prepare(letters: Sequence[Letter]) -> Run:
    ids = {letter.about.id or 0 for letter in letters if letter.about.kind == STORY_SHARE}
    if not ids:
        return partial(_run, {}, {}, ())
    stories = dict(Share.objects.filter(pk__in=ids).values_list("pk", "match__story_id"))
    had: dict[int, set[str]] = {}
    for story_id, mail in Received.objects.filter(story_id__in=stories.values()).values_list("story_id", "mail"):
        had.setdefault(story_id, set()).add(mail)
    return partial(_run, stories, had, addresses_that_stopped())


def _run(
    stories: Mapping[int, int], had: Mapping[int, set[str]], stopped: Collection[str], letter: Letter
) -> Iterator[Finding]:
    story_id = stories.get(letter.about.id or 0) if letter.about.kind == STORY_SHARE else None
    if story_id is None:
        return
    for contact, _way in letter.people:
        if contact.mail and contact.mail in stopped:
            yield _finding(f"stopped:{contact.pk}", _("%(name)s unsubscribed from stories") % {"name": contact.name})
        elif contact.mail and contact.mail in had.get(story_id, ()):
            yield _finding(f"story:{contact.pk}", _("%(name)s already has this story") % {"name": contact.name})


def _finding(key: str, title: str) -> Finding:
    text = _("Remove them from the recipients.")
    return Finding(key=key, level=BLOCK, can_be_overruled=False, title=title, text=text)
