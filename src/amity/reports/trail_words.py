"""Audit log labels for actions on account reviews."""

from collections.abc import Collection, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amity.accounts.trail_words import goes_there
from amity.audit import words
from amity.audit.words import Field, Named
from amity.reports.models import AccountReview, ReviewBlock, ReviewRhythm
from amity.reports.reviews.wording import period_of


def reviews_named(ids: Collection[int]) -> Mapping[int, Named]:
    """Return reviews by account and period, with their pages."""
    found = AccountReview.objects.filter(pk__in=ids).select_related("account")
    return {
        one.pk: Named(f"{one.account.name}, {period_of(one)}", reverse("reports:review", args=[one.pk]))
        for one in found
    }


words.thing("reports.accountreview", _("account review"), reviews_named, goes_there)
words.acts(
    "reports",
    _("account reviews"),
    {
        "review.created": _("%(who)s created the account review %(what)s"),
        "review.edited": _("%(who)s edited the account review %(what)s"),
        "review.asks_set": _("%(who)s wrote the asks of the account review %(what)s"),
        "review.block_edited": _("%(who)s changed the words of a block of the account review %(what)s"),
        "review.block_shown": _("%(who)s chose a block of the account review %(what)s"),
        "review.block_moved": _("%(who)s moved a block of the account review %(what)s"),
        "review.released": _("%(who)s released the account review %(what)s"),
        "review.release_withdrawn": _("%(who)s withdrew the release of the account review %(what)s"),
        "review.sent": _("%(who)s sent the account review %(what)s to the client"),
        "review.deleted": _("%(who)s deleted the account review %(what)s"),
        "review.rhythm_set": _("%(who)s set the review dates of %(what)s"),
    },
)
words.call(
    words.of(AccountReview, "first_on", "held_on", "their_ask", "our_commitment", "our_ask", "their_commitment")
    | words.of(ReviewBlock, "is_shown", "text")
    | words.of(ReviewRhythm, "every", "next_on")
    | {"block": Field(_("block"))}
)
