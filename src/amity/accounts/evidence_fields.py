"""The fields of an evidence line in a form: who at the client, on which day, where, in which words."""

from collections.abc import Iterable
from typing import Any, TypeVar

from django.utils.translation import gettext_lazy as _

from amity.accounts.evidence import Evidence
from amity.accounts.models import Account, Contact
from amity.shared.values import stated
from amity.ui.acts import ActForm
from amity.ui.value_forms import ValueForm

Value = TypeVar("Value")
EVIDENCE = tuple(stated(Evidence))


def keep_only(form: ActForm, names: Iterable[str]) -> None:
    """Remove the fields that a short form leaves out. Fields hidden in every form remain."""
    shown = {*names, "nonce"}
    for name in [name for name in form.fields if name not in shown]:
        del form.fields[name]


class EvidenceForm(ValueForm[Value]):
    """A form that asks for evidence, of a contact of the account."""

    def offer_contacts(self, account: Account, name: str = "stated_by_id", blank: Any = None) -> None:
        """Offer the account's active contacts in a field, and the one already chosen."""
        contacts = Contact.objects.filter(account=account).order_by("name", "pk").values_list("pk", "name", "is_active")
        chosen = self.initial.get(name)
        self.offer(
            name, ((pk, label) for pk, label, active in contacts if active or pk == chosen), blank or _("no one named")
        )

    def need_their_word(self) -> None:
        """Require the contact and the date: without them the action is refused."""
        for name in ("stated_by_id", "stated_on"):
            self.fields[name].required = True
