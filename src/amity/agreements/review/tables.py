"""The list of reviews, declared."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from amity.accounts.pages import list_links
from amity.agreements import policy, rules, wording
from amity.agreements.models import Agreement
from amity.agreements.review import queries
from amity.agreements.review import rules as reviews
from amity.agreements.review.models import Review
from amity.agreements.review.pages import may_see_queue
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.ui.field_words import label_of
from amity.ui.lists import Column
from amity.ui.lists.keyset import Order
from amity.ui.lists.scoped import ScopedList
from amity.ui.lists.tabs import Tab

DECISIONS: Final = {reviews.CLEARED: lazy("Cleared"), reviews.RETURNED: lazy("Returned")}


def _version(row: Review) -> str:
    account = row.version.agreement.account
    words = _("version %(n)s") % {"n": row.version.number}
    return f"{account.name}, {words}" if account else words


class ReviewList(ScopedList):
    """The reviews of agreements: those open for the person's roles, earliest due first."""

    key = "reviews"
    title = lazy("Reviews")
    sub = lazy("Earliest due first. Due times are based on working hours.")
    place = "accounts"
    table_class = "two"
    order = Order("due_at")
    find = ("version__agreement__title", "version__agreement__number", "version__agreement__account__name")
    whose = (lazy("For my roles"), lazy("For all roles"))
    over = ~Q(verdict="") | ~Q(version__agreement__state=rules.IN_REVIEW)
    over_label = lazy("Decided")
    states = ()
    tabs = (
        Tab(key="late", label=lazy("Late"), passes=lambda today: Q(due_at__lt=timezone.now())),
        Tab(key="week", label=lazy("Due in 7 days"),
            passes=lambda today: Q(due_at__range=(timezone.now(), timezone.now() + timedelta(days=7)))),
    )  # fmt: skip
    empty = (
        lazy("No reviews yet"),
        lazy("Agreements that need a review from your role appear here, with the date each one is due."),
    )
    columns = (
        Column(key="agreement", label=lazy("Agreement"), sort="version__agreement__title", note=_version,
            value=lambda row: str(row.version.agreement), link=lambda row: reverse("agreements:review", args=[row.pk])),
        Column(key="kind", label=label_of(Agreement, "kind"), sort="version__agreement__kind", wide=True,
            value=lambda row: capfirst(str(wording.KINDS[row.version.agreement.kind]))),
        Column(key="role", label=label_of(Review, "role"), sort="role",
            value=lambda row: capfirst(str(wording.ROLES[row.role]))),
        Column(key="drafter", label=lazy("Drafted by"), sort="version__agreement__drafted_by__name", wide=True,
            value=lambda row: row.version.agreement.drafted_by and row.version.agreement.drafted_by.name,
            note=lambda row: row.why_not),
        Column(key="asked_at", label=lazy("Asked"), kind="day", sort="asked_at", wide=True),
        Column(key="due_at", label=lazy("Due"), kind="day", sort="due_at",
            shape=lambda row: "unwell" if not row.verdict and row.due_at < timezone.now() else ""),
        Column(key="verdict", label=label_of(Review, "verdict"), sort="verdict", aside=True,
            value=lambda row: DECISIONS.get(row.verdict, "")),
        Column(key="reviewed_by", label=lazy("Reviewed by"), sort="reviewed_by", aside=True),
        Column(key="reviewed_at", label=lazy("Date"), kind="day", sort="reviewed_at", aside=True),
    )  # fmt: skip

    def rows(self, actor: Actor) -> QuerySet[Review]:
        """Return the reviews of agreements the actor can see. Raise `Refused` for those without a reviewing role."""
        may_see_queue(actor).or_refuse()
        return queries.reviews_seen_by(actor)

    def mine(self, actor: Actor) -> Q:
        """Return the condition of reviews for the person's roles."""
        return Q(role__in=[role for role in reviews.ROLES if person_of(actor).has_role(role)])

    def prepare(self, rows: Sequence[Any]) -> None:
        """Add to each open review the reason why the person can't decide it."""
        person = person_of(self._actor)
        for row in rows:
            row.why_not = "" if row.verdict else policy.may_review(person, row).sentence

    def context(self) -> dict[str, Any]:
        """Return the context with the number of reviews as its title, while only the person's own are listed."""
        context = super().context() | {"lists": list_links(self._actor, self.key)}
        count = context["count"]
        if not self.shows_mine or self.shows_closed or self.tab:
            return context
        sentence = ngettext(
            "%(n)s agreement is waiting for your review", "%(n)s agreements are waiting for your review", count
        )
        title = sentence % {"n": count} if count else _("No reviews waiting for you")
        return context | {"title": title}
