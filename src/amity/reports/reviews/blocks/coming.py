"""What is late or at risk because the client's input is missing, and the dates of the months that follow."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from amity.accounts.review_blocks import Block, BlockContent, BlockTable, ReviewScope
from amity.monitoring import rules
from amity.monitoring.models import ClientInput, RegisterEntry
from amity.projects.models import Milestone
from amity.projects.rules import OVER
from amity.ui import formats


def load_risks(scope: ReviewScope) -> BlockContent | None:
    """Return what we wait for from the client and what they raised and is open, or None without any.

    Risks that only the agency has written down are in its own words, so a client's review doesn't quote them.
    """
    inputs, raised = _inputs(scope), _raised(scope)
    if not inputs and not raised:
        return None
    rows = [
        [one.what, _("your input"), _by(one.promised_on or one.due_on, scope.today)] for one in inputs
    ] + [[one.title, _("raised by you"), _by(one.due_on, scope.today)] for one in raised]  # fmt: skip
    count = len(rows)
    return BlockContent(
        title=ngettext("%(count)d open point needs attention", "%(count)d open points need attention", count)
        % {"count": count},
        table=BlockTable([_("Open point"), _("Kind"), _("Due date")], rows),
        sources=[_("Open client input, and open risks and issues that the client raised first")],
    )  # fmt: skip


def _inputs(scope: ReviewScope) -> list[ClientInput]:
    """Return what the client was asked for and owes. What they weren't asked for yet is news to them."""
    rows = ClientInput.objects.filter(account=scope.account, asked_on__isnull=False, state__in=rules.WAITED_FOR)
    return list(rows.order_by("due_on", "pk"))


def _raised(scope: ReviewScope) -> list[RegisterEntry]:
    rows = RegisterEntry.objects.filter(account=scope.account, raised_by_client=True).exclude(state=rules.CLOSED)
    return list(rows.order_by("-severity", "pk"))


def _by(day: date | None, today: date) -> str:
    if day is None:
        return ""
    return _("%(day)s, late") % {"day": formats.dated(day)} if day < today else formats.dated(day)


def load_next(scope: ReviewScope) -> BlockContent | None:
    """Return the milestones that are due in the months that follow, and overdue ones, or None without any."""
    first, last = scope.following
    rows = list(
        Milestone.objects.filter(
            project__account=scope.account, project__is_internal=False, delivered_on=None, due_on__lte=last
        ).exclude(project__status__in=OVER).select_related("project").order_by("due_on", "pk")
    )  # fmt: skip
    if not rows:
        return None
    return BlockContent(
        title=_next_title(rows, first, last), table=BlockTable(
            [_("Milestone"), _("Project"), _("Date")],
            [[one.name, one.project.name, _by(one.due_on, scope.today)] for one in rows],
        ), sources=[_("Milestones of running projects that aren’t met yet")],
    )  # fmt: skip


def _next_title(rows: Sequence[Milestone], first: date, last: date) -> str:
    words = {"count": len(rows), "last": formats.dated(last)}
    return ngettext("%(count)d date by %(last)s", "%(count)d dates by %(last)s", len(rows)) % words


RISKS = Block(
    key="risks", order=50, label=lazy("Risks and blockers"), hint=lazy("open client input, and what the client raised"),
    load=load_risks,
)  # fmt: skip
NEXT = Block(key="next", order=70, label=lazy("Next quarter"), hint=lazy("dates of running projects"), load=load_next)
