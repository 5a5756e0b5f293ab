"""The list of stories for accounts, declared."""

from typing import Any
from urllib.parse import urlencode

import django_filters
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amity.accounts.filters import AccountFilter
from amity.accounts.of_person import of_managed_accounts
from amity.insights.stories import queries
from amity.insights.stories.models import DISMISSED, KEPT, NEW, SHARED, STATES, Match, MatchQuerySet, Story
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui.field_words import label_of
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.scoped import ScopedList
from amity.ui.lists.tabs import Tab
from amity.ui.search.words import every_word, words_of


class StoryFilters(django_filters.FilterSet):
    """Filters by words, account and state."""

    find = django_filters.CharFilter(label=_("Search stories"), method="with_words")
    account = AccountFilter(label=label_of(Match, "account"))
    state = django_filters.ChoiceFilter(
        label=label_of(Match, "state"), empty_label=_("All statuses"), choices=list(STATES.items())
    )

    class Meta:
        model = Match
        fields = ("find", "account", "state")

    def with_words(self, rows: MatchQuerySet, name: str, value: str) -> MatchQuerySet:
        """Return the stories with every word in their title or their account's name."""
        return rows.filter(every_word(words_of(value), "story__title", "account__name"))


def _reader(row: Match) -> str:
    """Return the story in the reader, which says why it is relevant."""
    return f"{reverse('insights:insights')}?{urlencode({'account': row.account_id, 'at': row.pk})}"


def _tab(state: str) -> Tab:
    return Tab(key=state, label=STATES[state], passes=lambda today: Q(state=state))


class StoryList(ScopedList):
    """The stories for accounts the person can see: of their accounts, new or kept, the most relevant first."""

    key = "stories"
    place = "insights"
    title = _("Stories")
    order = Order("score", descending=True)
    filters = StoryFilters
    whose = (_("Of my accounts"), _("All accounts"))
    over = Q(state=DISMISSED)
    over_label = _("Dismissed or not matching")
    open_label = _("All stories")
    tabs = tuple(map(_tab, (NEW, KEPT, SHARED)))
    empty = (
        _("No stories yet"),
        _("Amity reads the feeds you follow every hour and shows what matters to your accounts."),
    )
    columns = (
        Column(key="title", label=label_of(Story, "title"), sort="story__title", value=lambda row: row.story.title,
            link=_reader),
        Column(key="account", label=label_of(Match, "account"), sort="account__name",
            value=lambda row: row.account.name,
            link=lambda row: reverse("accounts:account", args=[row.account_id])),
        Column(key="score", label=label_of(Match, "score"), kind="number", sort="score", link=_reader,
            value=lambda row: round(row.score, 1)),
        Column(key="newest_at", label=label_of(Story, "newest_at"), kind="day", sort="story__newest_at",
            value=lambda row: row.story.newest_at),
        Column(key="sources", label=_("Sources"), kind="number", sort="sources", link=_reader, wide=True),
        Column(key="state", label=label_of(Match, "state"), kind="state", shape=lambda row: "",
            value=lambda row: str(STATES[row.state])),
        Column(key="decided_at", label=label_of(Match, "decided_at"), kind="day", sort="decided_at", aside=True),
        Column(key="decided_by", label=_("Decided by"), aside=True,
            value=lambda row: row.decided_by.name if row.decided_by else ""),
        Column(key="language", label=label_of(Story, "language"), aside=True,
            value=lambda row: row.story.language),
    )  # fmt: skip

    def rows(self, actor: Actor) -> MatchQuerySet:
        """Return the stories of accounts the actor can see, with the number of their sources."""
        found = queries.matches_seen_by(actor).select_related("decided_by")
        return found.annotate(sources=Count("story__articles", distinct=True))

    def mine(self, actor: Actor) -> Q:
        """Return the condition of the stories of accounts the person answers for."""
        return of_managed_accounts(person_of(actor))

    def _open(self, rows: Any) -> Any:
        """Return the stories that were kept or shared, and new ones that match and aren't too old."""
        return super()._open(rows).exclude(Q(state=NEW) & ~queries.matching(timezone.now()))
