"""The expenses of the demo agency with their receipts, passed on at cost, so that net fees equal the fees.

Osprey's newest twelve months have 23 pass-through expenses of 114,700.00 in total; the newest month of all has 17 of
21,940.00, each with its receipt. Month 19 is the current one.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from amity.agency.queries import agency
from amity.expenses import commands, receipts
from amity.expenses.changes import ExpenseChanges
from amity.expenses.rules import DELIVERY, PASSED_ON
from amity.projects.models import Project
from amity.shared.dates.periods import first_day, last_day, month_of
from amity.shared.stories import DIRECTOR, FINANCE, LAST, Calendar, Crew, Day, moment, rows
from amity.timesheets.models import Entry

WIDE, HIGH = 360, 520
INK: Final = 60


@dataclass(frozen=True, slots=True)
class Bought:
    """One purchase: its account and work, the day of the story, and the amount in cents on the receipt.

    An empty `currency` is the account's own. `receipt` is "pdf", "png" or "" without one. Without an account it is the
    agency's own.
    """

    work: str
    on: Day
    supplier: str
    text: str
    amount: int
    account: str = ""
    receipt: str = ""
    kind: str = PASSED_ON
    currency: str = ""


BOUGHT: Final = rows(Path(__file__).with_suffix(".csv"), Bought)


def story(crew: Crew, *, now: datetime) -> None:
    """Log the purchases since the first time entry on existing projects.

    Finance enters them for the project manager, because some projects are closed by now.
    """
    calendar = Calendar.until(now)
    since = first_day(month_of(Entry.objects.earliest("work_date").work_date))
    projects = Project.objects.select_related("account", "manager")
    for bought in BOUGHT:
        project = projects.filter(account__name=bought.account, name=calendar.named(bought.work)).first()
        day = _day(calendar, bought, now.date())
        if day >= since and (project or not bought.account):
            _log(crew, bought, project, day)


def _day(calendar: Calendar, bought: Bought, today: date) -> date:
    """Return the date of a purchase. In the current month it is never after today."""
    number, within = bought.on
    return min(last_day(calendar.newest) + timedelta(days=within), today) if number > LAST else calendar.day(bought.on)


def _log(crew: Crew, bought: Bought, project: Project | None, day: date) -> None:
    runs = project.manager.name if project and project.manager else DIRECTOR
    account = project.account if project else None
    currency = bought.currency or (account.currency if account else agency().currency)
    billable = project is not None and bought.kind != DELIVERY
    changes = ExpenseChanges(
        spent_on=day, amount=bought.amount, currency=currency, kind=bought.kind, supplier=bought.supplier,
        text=bought.text, project_id=project.pk if project else None, billable=billable,
        billed=bought.amount if billable else None,
    )  # fmt: skip
    expense = commands.log_expense(
        by=crew.acting(FINANCE), person_id=crew.id(runs), changes=changes, history=True, now=moment(day, 15)
    )
    if bought.receipt:
        receipt = slip(bought) if bought.receipt == "png" else invoice(bought, day, currency)
        name = f"{bought.supplier.split()[0].lower()}-{day:%Y-%m-%d}.{bought.receipt}"
        receipts.add_receipt(
            by=crew.acting(runs), expense_id=expense.pk, name=name, chunks=[receipt], now=moment(day, 15)
        )


def invoice(bought: Bought, day: date, currency: str) -> bytes:
    """Return a supplier's invoice as a PDF of one page, in a font every reader has."""
    lines = (
        (18, bought.supplier),
        (10, f"Invoice of {day:%d.%m.%Y}"),
        (10, bought.text),
        (14, f"{bought.amount / 100:,.2f} {currency}, net"),
    )
    text = " ".join(
        f"BT /F1 {size} Tf 60 {760 - 40 * place} Td ({_escaped(line)}) Tj ET"
        for place, (size, line) in enumerate(lines)
    )
    page = text.encode("cp1252", "replace")
    return _pdf(
        (
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources 6 0 R >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            b"<< /Font << /F1 5 0 R >> >>",
        )
    )


def slip(bought: Bought) -> bytes:
    """Return a till receipt as from a phone: a grey picture of paper with lines on it, as PNG."""
    rows = [bytearray([214]) * WIDE for _ in range(HIGH)]
    for y in range(24, HIGH - 24):
        rows[y][70 : WIDE - 70] = bytes([250]) * (WIDE - 140)
    for line in range(11):
        length = 60 + (bought.amount // (line + 3)) % 110
        for y in range(60 + line * 38, 70 + line * 38):
            rows[y][94 : 94 + length] = bytes([INK]) * length
            rows[y][WIDE - 126 : WIDE - 94] = bytes([INK]) * 32
    raw = b"".join(b"\x00" + bytes(row) for row in rows)
    head = WIDE.to_bytes(4, "big") + HIGH.to_bytes(4, "big") + bytes([8, 0, 0, 0, 0])
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(raw)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")


def _pdf(objects: Sequence[bytes]) -> bytes:
    """Return numbered objects with the table of their positions."""
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size, start = len(objects) + 1, len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, table)
    return out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
