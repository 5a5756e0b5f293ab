"""For the agency itself: open opportunities of the account."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from amity.accounts.review_blocks import INTERNAL, Block, BlockContent, BlockTable, ReviewScope
from amity.growth.queries import money_of, of_account, probability_of
from amity.growth.rules import OPEN
from amity.growth.wording import STAGES
from amity.shared.permission import MoneyRight
from amity.ui import formats


def load(scope: ReviewScope) -> BlockContent | None:
    """Return the open opportunities, the most advanced first, or None without any."""
    found = list(of_account(scope.by, scope.account).filter(stage__in=OPEN))
    if not found:
        return None
    found.sort(key=lambda one: (-OPEN.index(one.stage), one.pk))
    rows = []
    for one in found:
        value = money_of(one)
        step = f"{one.next_step}, {formats.dated(one.next_on)}" if one.next_step and one.next_on else _("no next step")
        rows.append([
            one.title, str(STAGES[one.stage]), formats.money(value) if value else _("not known"),
            formats.percent(probability_of(one) * 100, places=0), step,
        ])  # fmt: skip
    count = len(found)
    return BlockContent(
        title=ngettext("%(count)d open opportunity", "%(count)d open opportunities", count) % {"count": count},
        table=BlockTable([_("Opportunity"), _("Stage"), _("Value"), _("Probability"), _("Next step")], rows),
        sources=[_("Opportunities of the account as they are today")],
    )  # fmt: skip


BLOCK = Block(
    key="growing", order=70, label=lazy("Opportunities"), hint=lazy("open ones, with their next step"), load=load,
    audience=INTERNAL, right=MoneyRight.FEE, names_money=True,
)  # fmt: skip
