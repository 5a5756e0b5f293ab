"""Account reviews that search finds by their client or by their name, the newest first."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.reports.reviews.models import AccountReview
from amity.reports.reviews.queries import reviews_seen_by
from amity.reports.reviews.wording import period_of
from amity.retainers.jumps import RETAINER
from amity.shared.actor import Actor
from amity.ui.search import actions, jumps
from amity.ui.search.actions import Action
from amity.ui.search.jumps import Found, Kind


def _rows(by: Actor) -> "QuerySet[AccountReview]":
    rows = reviews_seen_by(by).select_related(None)
    return rows.select_related("account").only("first_on", "last_on", "account__name")


def _reviews(_by: Actor, rows: Sequence[AccountReview]) -> Iterable[Found]:
    for one in rows:
        url = reverse("reports:review", args=[one.pk])
        name = _("%(account)s, %(period)s") % {"account": one.account.name, "period": period_of(one)}
        yield Found(kind=_("Account review"), name=name, url=url)


def _anyone(_by: Actor, _retainer: object) -> bool:
    """Whoever sees a retainer can read its statement."""
    return True


def register() -> None:
    """Register the kind, and the statement of a retainer."""
    jumps.register(
        Kind(
            key="review", names=(lazy("Account review"), lazy("Quarterly business review")),
            order=68, model=AccountReview, sort=("-last_on", "-pk"), columns=("account__name",),
            rows=_rows, entry=_reviews, pages=("reports:review",), words_first=True,
        )
    )  # fmt: skip
    actions.register(
        Action(
            key="retainer_statement", order=34, label=lazy("Statement"), words=lazy("retainer statement pdf"),
            about=RETAINER, page="reports:statement_file", may=_anyone, shows_note=True, choice=True,
        )
    )  # fmt: skip
