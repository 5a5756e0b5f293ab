"""The stories that were shared with the client in the period, with what they mean for them."""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from amity.accounts.review_blocks import Block, BlockContent, BlockTable, ReviewScope
from amity.insights.shares.models import Received
from amity.reports.reviews.blocks.moments import moments_of
from amity.ui import formats


def load(scope: ReviewScope) -> BlockContent | None:
    """Return the shared stories, the newest first, or None without any."""
    first, end = moments_of(scope)
    rows = Received.objects.filter(share__match__account=scope.account, sent_at__gte=first, sent_at__lt=end)
    rows = rows.order_by("-sent_at", "pk")
    shown: dict[int, list[str]] = {}
    for share, title, so_what, at in rows.values_list("share_id", "story__title", "share__so_what", "sent_at"):
        shown.setdefault(share, [title, so_what, formats.dated(timezone.localdate(at, first.tzinfo))])
    if not shown:
        return None
    count = len(shown)
    return BlockContent(
        title=ngettext("%(count)d thing we noticed for you", "%(count)d things we noticed for you", count)
        % {"count": count},
        table=BlockTable([_("Story"), _("What it means for you"), _("Shared")], list(shown.values())),
        sources=[_("Stories shared with the client through Going out")],
    )  # fmt: skip


BLOCK = Block(
    key="noticed", order=60, label=lazy("What we noticed"), hint=lazy("insights shared with the client"), load=load
)
