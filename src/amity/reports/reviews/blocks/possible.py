"""What else we could do: openings of the services map, for us and, as far as the client may see them, for them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from amity.accounts.review_blocks import INTERNAL, Block, BlockContent, BlockTable, ReviewScope
from amity.people.queries import person_of
from amity.services import policy
from amity.services.cells.queries import Shown
from amity.services.cells.rules import COMPETITOR, DELIVER, IN_HOUSE, NO_ONE, UNKNOWN
from amity.services.cells.wording import SHORT
from amity.services.map.page import account_title
from amity.services.map.queries import AccountServices, services_map
from amity.services.whitespace import wording

OTHERS = (NO_ONE, COMPETITOR, IN_HOUSE, UNKNOWN)
"""States of a relevant service that the client doesn't buy from us."""


def _row(scope: ReviewScope) -> AccountServices | None:
    if not policy.may_see(person_of(scope.by), scope.account):
        return None
    return services_map(scope.by, scope.today, [scope.account]).rows[0]


def load(scope: ReviewScope) -> BlockContent | None:
    """Return the services that no one does today and that fit a goal of the client's, or None without any.

    Nothing of competitors, of other clients or of spend is in it, and nothing at all while growth is closed.
    """
    row = _row(scope)
    found = [one for one in row.suggestions if one.goal and one.shown.cell.state == NO_ONE] if row else []
    if not found:
        return None
    count = len(found)
    return BlockContent(
        title=ngettext(
            "%(count)d more service could help with your goals", "%(count)d more services could help with your goals",
            count,
        ) % {"count": count},
        table=BlockTable(
            [_("Service"), _("What it helps with"), _("Your goal")],
            [[one.service.name, one.service.helps_with, one.goal.title] for one in found if one.goal],
        ),
        sources=[_("Services map, today: services that no one does and that fit a goal")],
    )  # fmt: skip


def load_map(scope: ReviewScope) -> BlockContent | None:
    """Return what we deliver, who does the other relevant services, and why to offer which.

    While growth is closed, no reason to offer anything is in it, but the reason why it is closed.
    """
    row = _row(scope)
    if row is None or not row.penetration.relevant:
        return None
    names = {one.service.pk: one.service.name for one in row.cells}
    ours = ", ".join(one.service.name for one in row.cells if one.cell.state == DELIVER)
    text = [_("We deliver: %(services)s.") % {"services": ours}] if ours else []
    if row.closed:
        text.append(wording.closed(scope.account.name, row.closed))
    why = {one.service.pk: " ".join(wording.reasons(one, names)) for one in row.openings}
    others = [one for one in row.cells if one.cell.state in OTHERS]
    rows = [[one.service.name, _who(one), *([why.get(one.service.pk, "")] if why else [])] for one in others]
    heads = [_("Service"), _("Who does it"), *([_("Why we could offer it")] if why else [])]
    return BlockContent(
        title=account_title(row), text=text,
        table=BlockTable(heads, rows) if rows else None,
        sources=[_("Services map of the account, today")],
    )  # fmt: skip


def _who(one: Shown) -> str:
    return one.row.competitor if one.row and one.row.competitor else str(SHORT[one.cell.state])


BLOCK = Block(
    key="possible", order=67, label=lazy("What else we could do"), load=load, chosen=False,
    hint=lazy("services no one does today that fit their goals"),
)  # fmt: skip
MAP = Block(
    key="services_map", order=60, label=lazy("What else we could do"), load=load_map, audience=INTERNAL,
    hint=lazy("services we don’t deliver, and why we could"),
)  # fmt: skip
