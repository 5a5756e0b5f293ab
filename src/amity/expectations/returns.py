"""The expectations on which an email to a client can be returned, as the gate asks for them."""

from collections.abc import Collection, Mapping, Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from amity.accounts.any_account import ACCOUNT
from amity.accounts.by_roles import rows_on_account
from amity.expectations.models import Expectation
from amity.expectations.rules import LIVE
from amity.gate import hooks, rules
from amity.people.queries import person_of
from amity.shared.actor import Actor


def register() -> None:
    """Register with the gate."""
    hooks.citable[rules.EXPECTATION] = hooks.Records(choices, words)


def choices(by: Actor, account_id: int) -> Sequence[tuple[int, str]]:
    """Return the expectations in force of an account that the actor can see, newest first."""
    return rows_on_account(by, account_id, _live_on_account)


def _live_on_account(by: Actor) -> QuerySet[Expectation, tuple[int, str]]:
    rows = Expectation.objects.visible_to(person_of(by)).filter(account=ACCOUNT, state__in=LIVE)
    return rows.order_by("-pk").values_list("pk", "statement")


def words(ids: Collection[int]) -> Mapping[int, str]:
    """Return what is expected, with whose expectation it is, by id."""
    rows = Expectation.objects.filter(pk__in=ids).select_related("stated_by")
    return {one.pk: _quoted(one) for one in rows}


def _quoted(one: Expectation) -> str:
    if one.stated_by is None:
        return _("“%(words)s”") % {"words": one.statement}
    return _("“%(words)s” (%(who)s)") % {"words": one.statement, "who": one.stated_by.name}
