"""Filters of the list of actions."""

from datetime import timedelta
from typing import Any, Final

import django_filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amity.accounts.filters import AccountFilter
from amity.conversations.models import Action, ActionQuerySet
from amity.people.models import Person
from amity.ui.field_words import label_of
from amity.ui.search.words import every_word, words_of

OURS, THEIRS = "agency", "client"
LATE, WEEK, UNDATED = "late", "week", "none"
SEVEN_DAYS: Final = timedelta(days=7)
SEARCHED: Final = ("what", "account__name", "project__name", "owner__name", "contact__name")


class ActionFilters(django_filters.FilterSet):
    """Filters by words, account, owner on our team, side, and due date."""

    find = django_filters.CharFilter(label=_("Search actions"), method="with_words")
    account = AccountFilter(label=label_of(Action, "account"))
    owner = django_filters.ChoiceFilter(
        label=label_of(Action, "owner"), empty_label=_("All owners"), field_name="owner_id"
    )
    side = django_filters.ChoiceFilter(
        label=_("Side"), empty_label=_("Both sides"), method="on_side",
        choices=[(OURS, _("on our side")), (THEIRS, _("on their side"))],
    )  # fmt: skip
    due = django_filters.ChoiceFilter(
        label=label_of(Action, "due_on"), empty_label=_("All due dates"), method="due_by",
        choices=[(LATE, _("late")), (WEEK, _("in 7 days")), (UNDATED, _("no date"))],
    )  # fmt: skip

    class Meta:
        model = Action
        fields = ("find", "account", "owner", "side", "due")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Person.objects.filter(is_active=True).order_by("name").values_list("pk", "name")
        self.filters["owner"].extra["choices"] = [(str(pk), name) for pk, name in people]

    def with_words(self, rows: ActionQuerySet, name: str, value: str) -> ActionQuerySet:
        """Return the actions with every word in what is to do, its account, its project or the name of its owner."""
        return rows.filter(every_word(words_of(value), *SEARCHED))

    def on_side(self, rows: ActionQuerySet, name: str, value: str) -> ActionQuerySet:
        """Return the actions of one side."""
        return rows.filter(owner__isnull=value == THEIRS)

    def due_by(self, rows: ActionQuerySet, name: str, value: str) -> ActionQuerySet:
        """Return the actions that are late, due in the next seven days, or without a date."""
        today = timezone.localdate()
        narrowed = {LATE: Q(due_on__lt=today), WEEK: Q(due_on__range=(today, today + SEVEN_DAYS))}
        return rows.filter(narrowed.get(value, Q(due_on=None)))
