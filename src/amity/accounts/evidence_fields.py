"""The fields of an evidence line in a form: who at the client, on which day, where, in which words."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amity.accounts.evidence import Evidence
from amity.accounts.models import Account, Contact
from amity.accounts.rules import by_closeness
from amity.shared.values import stated
from amity.ui.acts import ActForm
from amity.ui.likely import LikelyFirst, LikelyText, offer_likely
from amity.ui.number_fields import day_field
from amity.ui.value_forms import ValueForm

Value = TypeVar("Value")
EVIDENCE = tuple(stated(Evidence))


def keep_only(form: ActForm, names: Iterable[str]) -> None:
    """Remove the fields that a short form leaves out. Fields hidden in every form remain."""
    shown = {*names, "nonce"}
    for name in [name for name in form.fields if name not in shown]:
        del form.fields[name]


def who_field(label: Any, *, is_first: bool = False, **kwargs: Any) -> forms.TypedChoiceField:
    """Return the question who at the client: likely contacts as buttons, then a list. See `offer_likely_contacts`.

    `is_first`: the page opens with the focus on it.
    """
    widget = LikelyFirst({"autofocus": True} if is_first else {})
    return forms.TypedChoiceField(
        label=label, widget=widget, required=False, coerce=lambda value: int(value) if value else None,
        empty_value=None, **kwargs,
    )  # fmt: skip


def how_field(label: Any, **kwargs: Any) -> forms.CharField:
    """Return the question how they said it: the usual channels as buttons, then any words. See `offer_channels`."""
    return forms.CharField(label=label, widget=LikelyText, required=False, max_length=120, **kwargs)


def when_field(label: Any, **kwargs: Any) -> forms.DateField:
    """Return the question when they said it, which is today until someone changes it. See `offer_today`."""
    return day_field(label=label, required=False, **kwargs)


def channels() -> list[str]:
    """Return the usual channels, in the words evidence stores."""
    return [gettext("call"), gettext("email"), gettext("meeting"), gettext("message")]


def contacts_by_likelihood(account: Account, recent: Iterable[int] = ()) -> list[Contact]:
    """Return the active contacts of an account: `recent` ones first, then by how close their role is to the work."""
    order = {pk: place for place, pk in enumerate(dict.fromkeys(recent))}
    found = list(account.contacts.filter(is_active=True).order_by("name", "pk"))
    return sorted(found, key=lambda contact: (order.get(contact.pk, len(order)), by_closeness(contact.roles)))


class EvidenceForm(ValueForm[Value]):
    """A form that asks for evidence, of a contact of the account."""

    def offer_likely_contacts(self, contacts: Iterable[Contact], name: str = "stated_by_id") -> None:
        """Offer contacts in a `who_field`, the first few as buttons. The only one there is, is chosen."""
        offered = list(contacts)
        pairs = [(contact.pk, contact.name) for contact in offered]
        offer_likely(self.fields[name], pairs, [pk for pk, _name in pairs], _("Someone else…"))
        if len(pairs) == 1:
            self.initial.setdefault(name, pairs[0][0])

    def offer_channels(self, name: str = "stated_in") -> None:
        """Offer the channels in a `how_field`; the first one is chosen."""
        words = channels()
        offer_likely(self.fields[name], ((word, capfirst(word)) for word in words), words[:3], _("Other…"), 3)
        self.initial.setdefault(name, words[0])

    def offer_today(self, today: date, name: str = "stated_on") -> None:
        """Choose today in a `when_field`."""
        self.initial.setdefault(name, today)

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
