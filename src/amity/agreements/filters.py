"""Filters for the list of agreements."""

from datetime import date

import django_filters
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amity.accounts.filters import AccountFilter
from amity.agreements import rules, wording
from amity.agreements.models import Agreement
from amity.shared.dates.upcoming_dates import REMINDER_DAYS, range_ahead
from amity.ui.field_words import label_of
from amity.ui.search.words import every_word, words_of


class AgreementFilters(django_filters.FilterSet):
    """Filters by words, account, kind, status and coming dates."""

    title = django_filters.CharFilter(label=_("Search agreements"), method="named")
    account = AccountFilter(label=label_of(Agreement, "account"))
    kind = django_filters.ChoiceFilter(
        label=label_of(Agreement, "kind"), empty_label=_("All kinds"), choices=list(wording.KINDS.items())
    )
    state = django_filters.ChoiceFilter(
        label=label_of(Agreement, "state"), empty_label=_("All statuses"), method="in_state",
        choices=[("going", _("not ended")), *wording.STATES.items()],
    )  # fmt: skip
    ahead = django_filters.ChoiceFilter(
        label=_("Notice, renewal or end"), empty_label=_("Any notice, renewal or end"), method="within",
        choices=[(str(days), _("in 30 days") if days == 30 else _("in 60 days") if days == 60 else _("in 90 days"))
                 for days in sorted(REMINDER_DAYS)],
    )  # fmt: skip

    class Meta:
        model = Agreement
        fields = ("title", "account", "kind", "state", "ahead")

    def named(self, rows: QuerySet[Agreement], name: str, value: str) -> QuerySet[Agreement]:
        """Return the agreements with every word in their title, number or account."""
        return rows.filter(every_word(words_of(value), "title", "number", "account__name"))

    def in_state(self, rows: QuerySet[Agreement], name: str, value: str) -> QuerySet[Agreement]:
        """Return the rows that show one status today, or any that has not ended."""
        past = past_end(timezone.localdate())
        if value == "going":
            return rows.exclude(state__in=rules.OVER).exclude(past)
        if value == rules.IN_FORCE:
            return rows.filter(state=value).exclude(past)
        return rows.filter(Q(state=value) | past) if value == rules.EXPIRED else rows.filter(state=value)

    def within(self, rows: QuerySet[Agreement], name: str, value: str) -> QuerySet[Agreement]:
        """Return agreements in force with a date in the next days."""
        return rows.filter(coming(timezone.localdate(), int(value)))


def past_end(today: date) -> Q:
    """Return the condition of agreements that `rules.state_on` shows as expired though their status is in force."""
    ends = Q(ends_changed=None, ends_on__lt=today) | Q(ends_changed__lt=today)
    return ends & Q(state=rules.IN_FORCE) & ~Q(kind=rules.CHANGE_ORDER) & ~Q(renewal=rules.BY_ITSELF)


def coming(today: date, days: int) -> Q:
    """Return the condition of agreements that bind and have a notice, a renewal or an end in the next days."""
    near = range_ahead(today, days)
    ends = Q(ends_changed=None, ends_on__range=near) | Q(ends_changed__range=near)
    dates = Q(notice_on__range=near) | Q(renews_on__range=near) | (ends & ~Q(renewal=rules.BY_ITSELF))
    return dates & Q(state__in=(rules.SIGNED, rules.IN_FORCE))
