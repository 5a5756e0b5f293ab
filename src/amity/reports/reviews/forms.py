"""Forms for account reviews: a new one, its date and reader, the asks, the words of a block, and the rhythm."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amity.accounts.evidence_fields import offer_contacts
from amity.accounts.models import Account
from amity.gate.subjects.letters import likely_reader
from amity.reports.reviews import rules, wording
from amity.reports.reviews.models import AccountReview, ReviewBlock, ReviewRhythm
from amity.reports.reviews.rules import Asks, BlockText, ReviewFields
from amity.reports.reviews.sending import ROLES
from amity.ui.acts import ActForm
from amity.ui.number_fields import day_field
from amity.ui.value_forms import ValueForm

AREA = forms.Textarea(attrs={"rows": 4})


class NewReviewForm(ActForm):
    """Form for a new review. Everything is filled in: one click creates the draft."""

    columns_of = AccountReview

    period = forms.ChoiceField(label=_("Period"))
    kind = forms.ChoiceField(label=_("For"), choices=list(wording.KINDS.items()), initial=rules.CLIENT,
                             widget=forms.RadioSelect)  # fmt: skip
    contact_id = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    held_on = day_field(required=False)
    every = forms.TypedChoiceField(
        label=_("Next review"), coerce=int, choices=list(wording.RHYTHMS.items()), initial=rules.QUARTER,
        help_text=_("Amity drafts the next one two weeks before its date."),
    )  # fmt: skip

    def __init__(self, *args: Any, account: Account, today: date, every: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("period", wording.periods(today))
        likely = likely_reader(account, roles=ROLES)
        reader = likely.pk if likely else None
        offer_contacts(self, account, "contact_id", _("no one yet"), first=(reader,))
        self.initial = {"contact_id": reader, "every": every or rules.QUARTER, **self.initial}

    def value_given(self) -> ReviewFields:
        """Return the entered values."""
        month, _sign, months = self.cleaned_data["period"].partition("-")
        given = self.cleaned_data
        return ReviewFields(
            int(months), int(month), given["held_on"], given["contact_id"], given["every"], given["kind"]
        )


class EditReviewForm(ActForm):
    """Form for the date of a review and for whom it is."""

    columns_of = AccountReview

    held_on = day_field(required=False)
    contact_id = forms.TypedChoiceField(required=False, coerce=int, empty_value=None)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, review: AccountReview, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = review.contact_id
        offer_contacts(self, review.account, "contact_id", _("no one yet"), chosen=chosen, first=(chosen,))

    def current_values(self, thing: AccountReview) -> Mapping[str, Any]:
        """Return the initial values from a review."""
        return {"held_on": thing.held_on, "contact_id": thing.contact_id, "version": thing.version}


class AsksForm(ValueForm[Asks]):
    """Form for one ask and one commitment of each side."""

    value, rows = Asks, "reports.AccountReview"
    version = forms.IntegerField(widget=forms.HiddenInput)


class BlockForm(ValueForm[BlockText]):
    """Form for the words that replace those of a block."""

    value, rows = BlockText, "reports.ReviewBlock"

    def current_values(self, thing: ReviewBlock) -> Mapping[str, Any]:
        """Return the initial values from a block."""
        return {"title": thing.title, "text": thing.text}


class RhythmForm(ActForm):
    """Form for how often an account is reviewed, and when next."""

    columns_of = ReviewRhythm

    every = forms.TypedChoiceField(coerce=int, choices=list(wording.RHYTHMS.items()))
    next_on = day_field(required=False)

    def current_values(self, thing: ReviewRhythm) -> Mapping[str, Any]:
        """Return the initial values from a rhythm."""
        return {"every": thing.every, "next_on": thing.next_on}
