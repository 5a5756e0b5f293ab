"""The push budget in a sentence."""

from django.utils.translation import gettext as _

from amity.accounts.pushes.rules import WEEK, Left


def push_sentence(left: Left) -> str:
    """Return how much of the budget is left."""
    if left.budget.days == WEEK:
        sentence = _("Push budget: %(left)s of %(most)s left this week")
    else:
        sentence = _("Push budget: %(left)s of %(most)s left this month")
    return sentence % {"left": left.left, "most": left.budget.most}


def unasked_sentence(left: Left) -> str:
    """Return how much of the budget is left, for someone who may not know what it is."""
    if left.budget.days == WEEK:
        sentence = _("Emails they didn’t ask for: %(left)s of %(most)s left this week")
    else:
        sentence = _("Emails they didn’t ask for: %(left)s of %(most)s left this month")
    return sentence % {"left": left.left, "most": left.budget.most}
