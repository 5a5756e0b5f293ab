"""The fields of an evidence line in a form: who at the client, on which day, where, in which words."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.candidates import contacts_for, likeliest
from amity.accounts.models import Account, Contact
from amity.ui.acts import ActForm
from amity.ui.channels import HOW, HOW_INFORMED, offer_channels
from amity.ui.forms import WordedForm
from amity.ui.likely import SOMEONE_ELSE, LikelyFirst, LikelyText, offer_likely
from amity.ui.number_fields import day_field
from amity.ui.value_forms import ValueForm

Value = TypeVar("Value")
WHO, WHEN = _("Who said so?"), _("When?")
WHO_INFORMED = _("Who was informed?")
NO_ONE = _("No one named")
EVIDENCE = ("stated_by_id", "stated_in", "stated_on", "client_words")
"""The fields of evidence in the order every form asks them."""


def keep_only(form: ActForm, names: Iterable[str]) -> None:
    """Remove the fields that a short form leaves out. Fields hidden in every form remain."""
    shown = {*names, "nonce"}
    for name in [name for name in form.fields if name not in shown]:
        del form.fields[name]


def who_field(label: Any = WHO, *, is_first: bool = False, **kwargs: Any) -> forms.TypedChoiceField:
    """Return the question who at the client: likely contacts as buttons, then a list. See `offer_contacts`.

    `is_first`: the page opens with the focus on it.
    """
    widget = LikelyFirst({"autofocus": True} if is_first else {})
    return forms.TypedChoiceField(
        label=label, widget=widget, required=False, coerce=lambda value: int(value) if value else None,
        empty_value=None, **kwargs,
    )  # fmt: skip


def when_field(label: Any = WHEN, **kwargs: Any) -> forms.DateField:
    """Return the question when they said it, which is today until someone changes it. See `offer_today`."""
    return day_field(label=label, **{"required": False, **kwargs})


def offer_names(form: forms.Form, name: str, names: Iterable[str], other: Any = SOMEONE_ELSE) -> None:
    """Offer names of likely people in a text field, the first few as buttons; another name is typed."""
    field, offered = form.fields[name], list(dict.fromkeys(names))
    attrs = {"maxlength": str(field.max_length)} if isinstance(field, forms.CharField) and field.max_length else {}
    field.widget = LikelyText(attrs)
    offer_likely(field, ((each, each) for each in offered), offered, other)


def ask_informed(form: forms.Form, who: str = "", how: str = "how", when: str = "") -> None:
    """Ask who at the client was informed, how and when, as far as the form has the fields, in this order and first."""
    offer_channels(form, how)
    for name, label in ((who, WHO_INFORMED), (how, HOW_INFORMED), (when, WHEN)):
        if name in form.fields:
            form.fields[name].label = label
    form.order_fields([who, how, when])


def offer_contacts(
    form: WordedForm, account: Account, name: str, blank: Any = NO_ONE, *, chosen: int | None = None,
    first: Iterable[int | None] = (), in_row: bool = False,
) -> None:  # fmt: skip
    """Offer the account's active contacts in a field: `first`, then the likely ones, and the one already `chosen`."""
    offered, likely = _pairs(contacts_for(account, chosen))
    form.offer_people(name, offered, [*first, *likely], blank, in_row=in_row)


class EvidenceForm(ValueForm[Value]):
    """A form that asks for evidence, of a contact of the account. In a single line (`in_row`) people are a list."""

    in_row = False

    def offer_evidence(self, account: Account, who: Any = WHO, blank: Any = NO_ONE) -> None:
        """Ask who said so, how and when, the way every form asks it."""
        self.offer_contacts(account, blank=blank)
        offer_channels(self)
        for name, label in (("stated_by_id", who), ("stated_in", HOW), ("stated_on", WHEN)):
            if name in self.fields:
                self.fields[name].label = label

    def offer_contacts(self, account: Account, name: str = "stated_by_id", blank: Any = NO_ONE) -> None:
        """Offer the account's active contacts in a field, the likely ones first, and the one already chosen."""
        offer_contacts(self, account, name, blank, chosen=self.initial.get(name) or None, in_row=self.in_row)

    def offer_likely_contacts(self, contacts: Iterable[Contact], name: str = "stated_by_id") -> None:
        """Offer contacts in a field, without a choice of none. The likeliest one is chosen, see `likeliest`."""
        offered = list(contacts)
        self.offer_people(name, *_pairs(offered))
        if chosen := likeliest(offered):
            self.initial.setdefault(name, chosen.pk)

    def offer_today(self, today: date, name: str = "stated_on") -> None:
        """Choose today in a `when_field`."""
        self.initial.setdefault(name, today)

    def need_their_word(self, today: date) -> None:
        """Require the contact and the date, which is today until changed: without them the action is refused."""
        self.offer_today(today)
        for name in ("stated_by_id", "stated_on"):
            self.fields[name].required = True
            if isinstance(widget := self.fields[name].widget, LikelyFirst):
                widget.blank = ""


def _pairs(contacts: Iterable[Contact]) -> tuple[list[tuple[int, str]], list[int]]:
    offered = [(contact.pk, contact.name) for contact in contacts]
    return offered, [pk for pk, _name in offered]
