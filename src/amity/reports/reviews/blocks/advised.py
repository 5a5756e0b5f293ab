"""What we recommended to the client, what they answered, and what came of it."""

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from amity.accounts.review_blocks import Block, BlockContent, BlockTable, ReviewScope
from amity.advice.models import Recommendation
from amity.advice.recommendations.wording import AFTERWARDS
from amity.advice.rules import ACCEPTED, DECLINED, SENT
from amity.reports.reviews.blocks.moments import moments_of


def load(scope: ReviewScope) -> BlockContent | None:
    """Return what the client got, answered or can judge since the period began, or None without any.

    What was recommended in a conversation has no email, so the date of its answer decides.
    """
    first, end = moments_of(scope)
    moved = Q(sent_at__gte=first) | Q(answered_at__gte=first) | Q(outcome_at__gte=first)
    rows = Recommendation.objects.annotate(known_at=Coalesce("sent_at", "answered_at")).filter(
        moved, known_at__lt=end, account=scope.account, state__in=(SENT, ACCEPTED, DECLINED)
    )
    found = list(rows.select_related("goal").order_by("known_at", "pk"))
    if not found:
        return None
    count, accepted = len(found), sum(one.state == ACCEPTED for one in found)
    return BlockContent(
        title=ngettext(
            "%(accepted)d of %(count)d recommendation accepted", "%(accepted)d of %(count)d recommendations accepted",
            count,
        ) % {"count": count, "accepted": accepted},
        table=BlockTable(
            [_("Recommendation"), _("Your goal"), _("Your answer"), _("What came of it")],
            [[one.title, one.goal.title, _answer(one), str(AFTERWARDS.get(one.outcome, ""))] for one in found],
        ),
        sources=[_("Recommendations sent through Going out, with the client’s answers")],
    )  # fmt: skip


def _answer(one: Recommendation) -> str:
    return {SENT: _("still open"), ACCEPTED: _("accepted"), DECLINED: _("declined")}[one.state]


BLOCK = Block(
    key="advised", order=65, label=lazy("What we recommended"), hint=lazy("with the client’s answers"), load=load
)
