"""What is typed about a draft: what it is, what it says against the library, its sections, what is handed over."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.agreements import wording
from amity.agreements.commands import HandedOver, Particulars, SaidTerm, Section
from amity.agreements.models import Agreement, Clause, Deliverable
from amity.agreements.queries.page import TermRow
from amity.agreements.rules import clauses, dates, states
from amity.ui.acts import ActForm
from amity.ui.figures import day_field

Pairs = Sequence[tuple[str, Any]]


def number_or_none(value: str) -> int | None:
    """The id in a choice; None for the empty one."""
    return int(value) if value else None


def words_field(label: Any, rows: int = 4, *, required: bool = False, most: int = clauses.LONGEST) -> forms.CharField:
    """A text of several lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=most, widget=widget)


class DraftForm(ActForm):
    """A new draft of a kind."""

    kind = forms.ChoiceField(label=_("Agreement"), widget=forms.RadioSelect, initial=states.SOW)
    title = forms.CharField(label=_("Title"), max_length=200)
    number = forms.CharField(label=_("Number"), max_length=40, required=False, help_text=_("For example, SOW-14."))
    parent_id = forms.TypedChoiceField(
        label=_("Parent agreement"), required=False, coerce=number_or_none, empty_value=None
    )

    def __init__(self, *args: Any, parents: Pairs, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(key, label) for key, label in wording.KINDS.items() if key != states.CHANGE_ORDER]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        self.fields["parent_id"].choices = [("", _("no parent agreement")), *parents]  # type: ignore[attr-defined]
        if len(parents) == 1:
            self.initial["parent_id"] = parents[0][0]

    def clean(self) -> dict[str, Any]:
        """A master agreement stands under nothing, whatever was offered."""
        data = super().clean() or self.cleaned_data
        return data | {"parent_id": None} if data.get("kind") == states.MSA else data


class OrderForm(ActForm):
    """A new change order."""

    title = forms.CharField(label=_("What changes"), max_length=200)
    number = forms.CharField(label=_("Number"), max_length=40, required=False, help_text=_("For example, CO-2."))
    reason = words_field(_("Reason"), 3)


class ParticularsForm(ActForm):
    """What identifies an agreement, and its days."""

    title = forms.CharField(label=_("Title"), max_length=200)
    number = forms.CharField(label=_("Number"), max_length=40, required=False)
    parent_id = forms.TypedChoiceField(
        label=_("Parent agreement"), required=False, coerce=number_or_none, empty_value=None
    )
    client_signer = forms.CharField(
        label=_("Client signatory"),
        max_length=200,
        required=False,
        help_text=_("Include any limit on the amount they can sign for."),
    )
    order_number = forms.CharField(label=_("Client PO number"), max_length=60, required=False)
    renewal = forms.ChoiceField(label=_("Renewal"))
    renews_on = day_field(label=_("Renewal date"), required=False)
    notice_on = day_field(label=_("Notice by"), required=False)
    reason = words_field(_("Reason"), 3)
    version = forms.IntegerField(widget=forms.HiddenInput)
    groups = (
        (_("Agreement"), ("title", "number", "parent_id", "reason")),
        (_("Their side"), ("client_signer", "order_number")),
        (_("Dates"), ("renewal", "renews_on", "notice_on")),
    )

    def __init__(self, *args: Any, parents: Pairs, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent_id"].choices = [("", _("no parent agreement")), *parents]  # type: ignore[attr-defined]
        self.fields["renewal"].choices = list(wording.RENEWALS.items())  # type: ignore[attr-defined]
        for name in ("parent_id", "renewal", "renews_on", "notice_on") if kind == states.CHANGE_ORDER else ("reason",):
            del self.fields[name]

    def as_it_stands(self, thing: Agreement) -> Mapping[str, Any]:
        """Initial values of an agreement."""
        values = {name: getattr(thing, name) for name in self.fields if name != "nonce"}
        return values | ({"parent_id": str(thing.parent_id or "")} if "parent_id" in self.fields else {})

    def particulars(self) -> Particulars:
        """The values as the command takes them."""
        values = {name: value for name, value in self.values().items() if name != "version"}
        values.setdefault("renewal", dates.NO_RENEWAL)
        return Particulars(**values)


class WordingForm(ActForm):
    """Every term of the library that the agreement carries: what it says, and what the client asked for."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, rows: Sequence[TermRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._keys = [row.key for row in rows]
        for row in rows:
            hint = _("Standard: %(standard)s") % {"standard": row.standard}
            if row.fallbacks:
                hint = _("Standard: %(standard)s. Fallback: %(fallbacks)s") % {
                    "standard": row.standard,
                    "fallbacks": "; ".join(row.fallbacks),
                }
            self.fields[f"{row.key}.value"] = forms.CharField(
                label=_("%(term)s in this agreement") % {"term": row.label}, required=False, max_length=2000,
                help_text=hint,                initial=row.value,
            )  # fmt: skip
            self.fields[f"{row.key}.asked"] = forms.CharField(
                label=_("Client’s request"), required=False, max_length=2000, initial=row.asked
            )
            self.fields[f"{row.key}.asked_by"] = forms.CharField(
                label=_("Source: who, where and when"), required=False, max_length=200, initial=row.asked_by
            )
        self.groups = tuple(  # type: ignore[misc]
            (row.label, tuple(f"{row.key}.{part}" for part in ("value", "asked", "asked_by"))) for row in rows
        )

    only_filters = True  # every field may stay empty

    def as_it_stands(self, thing: Agreement) -> Mapping[str, Any]:
        """Initial values of an agreement: its terms, read anew."""
        values: dict[str, Any] = {"version": thing.version}
        for row in thing.said_terms.filter(key__in=self._keys):
            values |= {f"{row.key}.{part}": getattr(row, part) for part in ("value", "asked", "asked_by")}
        return values

    def said(self) -> dict[str, SaidTerm]:
        """The values as the command takes them."""
        data = self.cleaned_data
        parts = ("value", "asked", "asked_by")
        return {key: SaidTerm(*(data[f"{key}.{part}"] for part in parts)) for key in self._keys}


class SectionForm(ActForm):
    """A section of the paper."""

    kind = forms.ChoiceField(label=_("Topic"))
    heading = forms.CharField(
        label=_("Heading"), max_length=200, required=False, help_text=_("Leave blank to use the topic.")
    )
    text = words_field(_("Text"), 12)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, clause: Clause | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._clause = clause
        self.fields["text"].strip = False  # type: ignore[attr-defined]  # a table may begin with an indent
        self.fields["kind"].choices = list(wording.CLAUSES.items())  # type: ignore[attr-defined]

    def as_it_stands(self, thing: Agreement) -> Mapping[str, Any]:
        """The section as it stands now, with the version of its agreement."""
        found = thing.clauses.filter(pk=self._clause.pk).first() if self._clause else None
        said = {name: getattr(found, name) for name in ("kind", "heading", "text")} if found else {}
        return said | {"version": thing.version}

    def section(self) -> Section:
        """The values as the command takes them."""
        said = {name: self.cleaned_data[name] for name in ("kind", "text", "heading")}
        return Section(**said, depth=self._clause.level if self._clause else 1)


class DeliverableForm(ActForm):
    """Something handed over, and how it is judged."""

    title = forms.CharField(label=_("Deliverable"), max_length=300)
    due_on = day_field(label=_("Due date"), required=False)
    due = forms.CharField(
        label=_("or, in words"), max_length=200, required=False, help_text=_("For example, a day after each sprint.")
    )
    line_id = forms.TypedChoiceField(label=_("Line"), required=False, coerce=number_or_none, empty_value=None)
    content = words_field(_("Contents"), 3)
    standard = words_field(_("Requirements"), 2)
    level = words_field(_("Minimum accepted"), 2)
    method = words_field(_("How it is checked"), 2)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, lines: Pairs, deliverable: Deliverable | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._deliverable = deliverable
        self.fields["line_id"].choices = [("", _("none")), *lines]  # type: ignore[attr-defined]

    def as_it_stands(self, thing: Agreement) -> Mapping[str, Any]:
        """What is handed over as it stands now, with the version of its agreement."""
        found = thing.deliverables.filter(pk=self._deliverable.pk).first() if self._deliverable else None
        said = {name: getattr(found, name) for name in HandedOver.__dataclass_fields__} if found else {}
        return said | {"version": thing.version}

    def deliverable(self) -> HandedOver:
        """The values as the command takes them."""
        return HandedOver(**{name: self.cleaned_data[name] for name in HandedOver.__dataclass_fields__})
