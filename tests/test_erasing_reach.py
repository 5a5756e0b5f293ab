"""Erasing a contact reads every text. What a part keeps beside its texts it erases, or a line here says why not.

Beside the texts are keys to contacts, files, sealed and binary columns, and the texts of parts that aren't read.
"""

import sys
from collections.abc import Iterator
from typing import Any, Final

import pytest
from django.apps import apps
from django.db.models import BinaryField, Field, FileField, Model

from amity.accounts import hooks
from amity.accounts.erasure.columns import UNREAD
from amity.accounts.models import Contact
from amity.files.models import StoredFile
from amity.meetings.erasing import erase_from_meetings

OWN: Final = "accounts"
"""The part that erases."""

NAMED: Final = {
    "briefs.Brief.approver", "briefs.Brief.stated_by", "briefs.Role.contact", "briefs.Step.contact",
    "charter.DutyChange.contact", "contact_reports.ContactReport.addressee",
    "contact_reports.ContactReport.confirmed_by", "contact_reports.Correction.contact",
    "contact_reports.Participant.contact", "contact_reports.ReportPoint.contact", "conversations.Action.contact",
    "conversations.EmailPoint.stated_by", "conversations.NotePerson.contact", "conversations.NotePoint.stated_by",
    "conversations.PassOn.contact", "conversations.PassOn.stated_by",
    "advice.Recommendation.stated_by", "conversations.SuspectedRecord.contact", "decisions.Decision.stated_by",
    "expectations.Expectation.stated_by", "growth.Opportunity.contact",
    "expectations.ExpectationStep.stated_by", "monitoring.ClientInput.contact", "monitoring.InputFile.contact",
    "monitoring.RegisterEntry.raised_by", "portal.Pulse.contact", "projects.VersionComment.contact",
    "reports.AccountReview.contact", "retainers.SentNote.contact", "scope.Request.contact", "services.Cell.stated_by",
    "strategy.Goal.stated_by", "strategy.GoalRevision.stated_by",
    "strategy.StrategyCard.stated_by",
}  # fmt: skip
FILES: Final = {
    "agreements.AgreementFile.file", "agreements.Recorded.file", "expenses.Receipt.file", "exports.Export.file",
    "gate.ItemFile.file", "imports.Batch.file", "mailbox.MessageFile.file", "mailbox.Upload.file",
    "monitoring.InputFile.file", "outbox.Message.files", "projects.DeliverableVersion.file", "rights.Right.file",
}  # fmt: skip
REASONS: Final = {
    "It names who said, asked, got or does something. That stays, as of a former contact.": NAMED,
    "The inside of a file isn't read, as the page before an erasure says.": FILES,
    "Days without a cause, which have paused a clock.": {"contact_reports.Absence.contact"},
    "The login of a colleague, sealed.": {
        "meetings.Calendar.sealed_address", "meetings.Calendar.sealed_password",
        "meetings.Calendar.sealed_user",
    },
    "The address of a colleague’s chat, sealed.": {"today.OwnToday.sealed_address"},
    "Texts about colleagues and the agency itself.": {"agency", "backups", "people"},
    "The audit log is erased in its own way, by `audit.erasing`.": {"audit"},
}  # fmt: skip
"""Columns as `part.Model.column`, and parts whose texts aren't read, by the reason why no hook erases them."""


def beside_texts() -> Iterator[tuple[str, type[Model]]]:
    """Yield the columns outside the reach of the erasure, by name with their model."""
    for model in apps.get_models():
        if model.__module__.startswith("amity.") and model._meta.app_label != OWN:
            for column in (*model._meta.concrete_fields, *model._meta.many_to_many):
                if is_beside_texts(column):
                    yield f"{model._meta.label}.{column.name}", model


def is_beside_texts(column: Field[Any, Any]) -> bool:
    """Return whether a column can hold something of a contact that no reading of texts finds."""
    if isinstance(column, FileField | BinaryField) or column.name.startswith("sealed_"):
        return True
    return column.related_model in (Contact, StoredFile)


def erased_models() -> set[type[Model]]:
    """Return the models that a registered hook names, and those that keep a proof."""
    modules = [vars(sys.modules[erase.__module__]) for erase in hooks.erased]
    named = {found for names in modules for found in names.values() if isinstance(found, type)}
    return {found for found in named if issubclass(found, Model)} | set(hooks.kept_when_erased)


def forgotten() -> set[str]:
    """Return what neither a hook nor a reason covers."""
    listed, erased = set().union(*REASONS.values()), erased_models()
    found = {name for name, model in beside_texts() if model not in erased} | UNREAD
    return found - listed


def test_a_part_erases_what_it_keeps_beside_its_texts_or_says_why_not() -> None:
    assert forgotten() == set(), "register accounts.hooks.erased, or give a reason"


def test_each_reason_is_still_needed() -> None:
    known = {name for name, _model in beside_texts()} | UNREAD

    assert {name for names in REASONS.values() for name in names if name not in known} == set()


def test_a_part_that_forgets_its_hook_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooks, "erased", [erase for erase in hooks.erased if erase is not erase_from_meetings])

    assert forgotten() == {"meetings.MeetingPerson.contact"}
