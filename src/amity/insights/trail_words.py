"""Audit log labels for actions on insights."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.accounts.trail_words import goes_there
from amity.audit import words
from amity.audit.words import Named
from amity.insights.feeds.models import Source
from amity.insights.stories.models import Match
from amity.insights.topics.models import Interest


def sources_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return sources by the name of their feed."""
    found = Source.objects.filter(pk__in=ids).select_related("feed")
    return {one.pk: Named(str(one.feed), reverse("insights:sources")) for one in found}


def stories_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return stories by their title, with their pages."""
    found = Match.objects.filter(pk__in=ids).values_list("pk", "story__title")
    return {pk: Named(title, f"{reverse('insights:insights')}?at={pk}") for pk, title in found}


def interests_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return terms by their text, with the page of their account."""
    found = Interest.objects.filter(pk__in=ids).values_list("pk", "text", "account_id")
    return {pk: Named(text, reverse("insights:terms", args=[account])) for pk, text, account in found}


words.thing("insights.source", _("source"), sources_named, goes_there)
words.thing("insights.match", _("story"), stories_named, goes_there)
words.thing("insights.interest", _("term"), interests_named, goes_there)
words.acts(
    "insights",
    _("insights"),
    {
        "source.added": _("%(who)s added the source %(what)s"),
        "source.edited": _("%(who)s edited the source %(what)s"),
        "source.paused": _("%(who)s paused the source %(what)s"),
        "source.resumed": _("%(who)s resumed the source %(what)s"),
        "source.removed": _("%(who)s removed the source %(what)s"),
        "story.kept": _("%(who)s kept the story %(what)s"),
        "story.dismissed": _("%(who)s dismissed the story %(what)s"),
        "story.reopened": _("%(who)s reopened the story %(what)s"),
        "story.shared": _("%(who)s started to share the story %(what)s"),
        "story.answered": _("%(who)s recorded what came back about the story %(what)s"),
        "story.replied": _("%(who)s replied to the story %(what)s"),
        "interest.added": _("%(who)s added the term %(what)s"),
        "interest.removed": _("%(who)s removed the term %(what)s"),
    },
)
