"""The agreements of an account, as its tab Work lists them: those that run, and apart those that have ended."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from amity.accounts.any_account import ACCOUNT
from amity.accounts.by_roles import rows_on_account
from amity.accounts.models import Account
from amity.agreements import rules, wording
from amity.agreements.contract import ends_on, state_on
from amity.agreements.fees import rules as fees
from amity.agreements.models import Agreement
from amity.agreements.queries import agreements_seen_by
from amity.shared.actor import Actor


@dataclass(frozen=True, slots=True)
class ListedAgreement:
    """An agreement with its status and end as of a date."""

    agreement: Agreement
    state: str
    ends_on: date | None

    @property
    def state_label(self) -> str:
        """Return the label of the status."""
        return str(wording.STATES[self.state])

    @property
    def shape(self) -> str:
        """Return the shape of the status."""
        return wording.SHAPES.get(self.state, "")

    @property
    def has_fee_model(self) -> bool:
        """Return whether it has a fee model: master agreements and NDAs have none, orders that of their parent."""
        return self.agreement.kind in rules.WITH_LINES or self.agreement.fee_model != fees.UNKNOWN

    @property
    def is_over(self) -> bool:
        """Return whether it has ended."""
        return self.state in rules.OVER


def agreements_of(by: Actor, account: Account, today: date) -> list[ListedAgreement]:
    """Return the agreements of an account that weren't withdrawn, newest start first."""
    found = rows_on_account(by, account.pk, _on_account)
    return [ListedAgreement(one, state_on(one, today), ends_on(one)) for one in found]


def _on_account(by: Actor) -> QuerySet[Agreement]:
    return agreements_seen_by(by).filter(account=ACCOUNT).exclude(state=rules.DROPPED).order_by("-starts_on", "-pk")
