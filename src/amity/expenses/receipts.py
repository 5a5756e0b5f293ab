"""Receipts: uploaded, checked by their bytes, shown to those who see the expense, and deleted with it."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from amity.audit import trail
from amity.expenses import policy, queries
from amity.expenses.models import Expense, Receipt
from amity.expenses.rules import RECEIPT_BYTES, RECEIPT_TYPES, RECEIPTS, receipt_name
from amity.files import commands as files
from amity.files.models import StoredFile
from amity.people.queries import person_of
from amity.shared.actor import Actor
from amity.shared.command import command
from amity.shared.errors import Invalid, NotSeen, Refusal
from amity.shared.rows.lookup import seen_or_missing
from amity.timesheets import months

PURPOSE = "expense.receipt"


def bring(*, by: Actor, name: str, chunks: Iterable[bytes], now: datetime) -> StoredFile:
    """Store a receipt before a transaction starts. Raises `Invalid` for a file that isn't a PDF, PNG or JPEG."""
    try:
        file = files.store(by=by, name=name, chunks=chunks, limit=RECEIPT_BYTES, now=now, purpose=PURPOSE)
    except Invalid as fault:
        raise Invalid(fault.sentence, "receipts") from fault
    if file.content_type not in RECEIPT_TYPES:
        files.remove(file)
        raise Invalid(
            _("“%(name)s” isn’t a PDF, PNG or JPEG. Save a HEIC picture or a web page as one of these first.")
            % {"name": file.name},
            "receipts",
        )
    fitting = receipt_name(file.name, file.content_type)
    if fitting != file.name:
        file.name = fitting
        file.save(update_fields=["name"])
    return file


def add_receipt(*, by: Actor, expense_id: int, name: str, chunks: Iterable[bytes], now: datetime) -> Receipt:
    """Upload a file and attach it to an expense. If the expense refuses it, the file is deleted again."""
    file = bring(by=by, name=name, chunks=chunks, now=now)
    try:
        return attach_receipt(by=by, expense_id=expense_id, file_id=file.pk, now=now)
    except Refusal:
        files.remove(file)
        raise


@command
def attach_receipt(*, by: Actor, expense_id: int, file_id: int, now: datetime) -> Receipt:
    """Attach the actor's uploaded file to an expense they can change. It can have ten, and its month must be open."""
    expense = _to_change(by, expense_id)
    mine, gone = StoredFile.objects.filter(purpose=PURPOSE, owner_id=by.person_id), _("File not found.")
    file = seen_or_missing(mine, file_id, gone)
    if Receipt.objects.filter(file=file).exists():
        raise NotSeen(gone)
    if expense.receipts.count() >= RECEIPTS:
        raise Invalid(_("An expense can have up to %(most)s receipts.") % {"most": RECEIPTS}, "receipts")
    receipt = Receipt.objects.create(expense=expense, file=file)
    trail.record("expense.receipt_added", subject=expense, by=by, at=now, changes={"name": file.name})
    return receipt


@command
def remove_receipt(*, by: Actor, expense_id: int, receipt_id: int, now: datetime) -> None:
    """Remove a receipt from an expense and delete its file."""
    expense = _to_change(by, expense_id)
    receipt = seen_or_missing(expense.receipts.select_related("file"), receipt_id, _("Receipt not found."))
    trail.record("expense.receipt_removed", subject=expense, by=by, at=now, changes={"name": receipt.file.name})
    _remove(receipt)


def remove_all(expense: Expense) -> None:
    """Delete the receipts of an expense that is being deleted."""
    for receipt in expense.receipts.select_related("file"):
        _remove(receipt)


def let_go(file_ids: Iterable[int]) -> None:
    """Delete files that were uploaded and not attached to an expense."""
    for file in StoredFile.objects.filter(pk__in=list(file_ids), purpose=PURPOSE):
        if not Receipt.objects.filter(file=file).exists():
            files.remove(file)


def may_read(actor: Actor, file_id: int) -> bool:
    """Return whether the person can read the receipts. They show the cost, so they need the right to it."""
    expense = Expense.objects.visible_to(person_of(actor)).filter(receipts__file_id=file_id).first()
    return expense is not None and policy.sees_cost(person_of(actor), expense)


def _remove(receipt: Receipt) -> None:
    """Delete row and file in the transaction. The bytes go only after commit, so that a rollback doesn't lose them."""
    file = receipt.file
    receipt.delete()
    place = files.forget(file)
    transaction.on_commit(lambda: place.unlink(missing_ok=True))


def _to_change(by: Actor, expense_id: int) -> Expense:
    months.hold_open(queries.expense_seen_by(by, expense_id).spent_on)
    expense = queries.expense_seen_by(by, expense_id, lock=True)
    policy.may_edit(person_of(by), expense).or_refuse()
    return expense
