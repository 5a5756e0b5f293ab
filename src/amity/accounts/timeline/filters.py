"""How the conversation is narrowed: by direction, person, project and kind, or to what still has to be passed on."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from amity.accounts import hooks
from amity.accounts.any_account import ACCOUNT
from amity.accounts.contacts.queries import active_of
from amity.accounts.models import Account, AccountHolder
from amity.accounts.timeline import sources
from amity.accounts.timeline.queries import Asked
from amity.accounts.timeline.rules import FROM_CLIENT, INTERNAL, TO_CLIENT, place_of
from amity.people.models import Person
from amity.shared.actor import Actor
from amity.shared.numbers import whole_number
from amity.shared.rows.prepared import Prepared, many
from amity.ui.asked import SHORT
from amity.ui.field_words import label_of
from amity.ui.lists import warnings

UNHEARD: Final = "unheard"
BEFORE: Final = "before"
_CONTACT, _COLLEAGUE = "c", "p"


def direction_labels() -> dict[str, str]:
    """Return the labels of directions."""
    return {
        FROM_CLIENT: _("from the client"),
        TO_CLIENT: _("to the client"),
        INTERNAL: _("within the agency"),
    }


class ConversationFilters(forms.Form):
    """The filters, with what an actor can choose on an account. `whole`: they see the client's people."""

    show = forms.CharField(required=False, max_length=SHORT, widget=forms.HiddenInput)
    direction = forms.ChoiceField(label=lazy("Direction"), required=False)
    person = forms.ChoiceField(required=False)
    project = forms.ChoiceField(label=lazy("Project"), required=False)
    kind = forms.ChoiceField(label=lazy("Kind"), required=False)

    def __init__(self, query: QueryDict, *, by: Actor, account: Account, whole: bool) -> None:
        super().__init__(query, auto_id="conversation_%s")
        self.query, self.only_filters = query, True
        self.fields["person"].label = label_of(AccountHolder, "person")
        self._contacts = active_of(account) if whole else []
        self._colleagues = {person.pk: person for person in colleagues_of(account)}
        self._offer("direction", _("Both directions"), list(direction_labels().items()))
        self._offer("person", _("All people"), self._people())
        self._offer("project", _("All projects"), _projects(by, account))
        self._offer("kind", _("All kinds"), [(source.key, source.label) for source in sources.sources()])

    def asked(self) -> Asked:
        """Return what was asked for. A value that isn't offered is left out, and `sentences` says so."""
        self.is_valid()
        self.errors.clear()
        person = self._chosen("person")
        return Asked(
            kind=self._chosen("kind"),
            direction=self._chosen("direction"),
            contact_id=whole_number(person[1:]) if person.startswith(_CONTACT) else None,
            colleague=self._colleagues[int(person[1:])] if person.startswith(_COLLEAGUE) else None,
            project_id=whole_number(self._chosen("project")),
            to_pass_on=self._chosen("show") == UNHEARD,
            before=place_of(self.query.get(BEFORE, "")),
        )

    @property
    def is_narrowed(self) -> bool:
        """Return whether anything but the page is asked for."""
        return any(self._chosen(name) for name in self.fields)

    def sentences(self) -> list[str]:
        """Return a sentence for each part of the address that was not understood."""
        known = {*self.base_fields, BEFORE}
        found = warnings.sentences(self.query, known, (), ())
        for name, field in self.fields.items():
            sent = self.query.get(name, "")
            if sent and not self._chosen(name):
                label = field.label or _("Show")
                found.append(_("%(label)s: “%(value)s” not found. All are shown.") % {"label": label, "value": sent})
        if (before := self.query.get(BEFORE, "")) and place_of(before) is None:
            found.append(_("This page of the conversation was not found. The newest events are shown."))
        return found

    def _chosen(self, name: str) -> str:
        value = str(self.cleaned_data.get(name) or "")
        return value if name != "show" or value == UNHEARD else ""

    def _people(self) -> list[tuple[Any, Any]]:
        theirs = [(f"{_CONTACT}{contact.pk}", contact.name) for contact in self._contacts]
        ours = [(f"{_COLLEAGUE}{pk}", person.name) for pk, person in self._colleagues.items()]
        return [*([(_("At the client"), theirs)] if theirs else []), *([(_("On our team"), ours)] if ours else [])]

    def _offer(self, name: str, all_of_them: str, offered: Sequence[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", all_of_them), *offered]


def colleagues_of(account: Account) -> list[Person]:
    """Return the people on our team who answer for the account or run its work, by name."""
    holders = [pk for pk in (account.manager_id, account.director_id) if pk]
    ids = [*holders, *(cover.stand_in_id for cover in account.known_covers)]
    return COLLEAGUES.rows({"account": account.pk, "pk": ids})


def _colleagues() -> QuerySet[Person]:
    found = many("pk")
    for hook in hooks.runs_work:
        found |= hook(ACCOUNT)
    return Person.objects.filter(found).order_by("name", "pk")


COLLEAGUES: Final = Prepared(_colleagues)


def _projects(by: Actor, account: Account) -> list[tuple[str, str]]:
    return [(str(pk), name) for pk, name in sources.projects_of(by, account).items()]
