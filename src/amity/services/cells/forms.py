"""Form for who does a service for an account."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.evidence import Evidence
from amity.accounts.evidence_fields import EVIDENCE, EvidenceForm
from amity.accounts.models import Account
from amity.services.cells.rules import CellFields
from amity.services.cells.wording import STATES
from amity.services.models import Cell
from amity.shared.actor import Actor
from amity.strategy.links.queries import goals_to_choose


class CellForm(EvidenceForm[CellFields]):
    """Form for who does a service, with what we know of a competitor, and who said so. Without the right, no amount."""

    value = CellFields
    also: ClassVar[tuple[type, ...]] = (Evidence,)
    rows: ClassVar[str | tuple[str, ...]] = "services.Cell"
    choices: ClassVar[Mapping[str, Any]] = {"state": STATES}
    widgets: ClassVar[Mapping[str, forms.Widget]] = {"state": forms.RadioSelect()}
    groups = ((_("Evidence"), EVIDENCE),)
    version = forms.IntegerField(widget=forms.HiddenInput)
    field_order = ("state",)

    def __init__(self, *args: Any, by: Actor, account: Account, row: Cell | None, spend: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.amounts_in = account.currency
        if not spend:
            del self.fields["spend"]
        goals = goals_to_choose(by, account, row.goal_id if row else None)
        if goals:
            self.fields["goal_id"].choices = [("", "–"), *goals]  # type: ignore[attr-defined]
        else:
            del self.fields["goal_id"]
        self.initial.setdefault("version", 0)
        if row is not None:
            self.fill(row)
        self.offer_evidence(account)
