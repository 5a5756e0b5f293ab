"""What the agency bought, with the receipts, each logged by who ran the work; before the months are closed."""

import zlib
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from amity.demo.book.expenses import BOUGHT, Bought
from amity.demo.contracts import Contract
from amity.demo.crew import CURRENCY, Crew, moment
from amity.demo.days.calendar import LAST, Calendar
from amity.demo.staff.cast import DIRECTOR
from amity.expenses import commands, receipts
from amity.expenses.changes import ExpenseChanges
from amity.expenses.rules import DELIVERY
from amity.shared.periods import last_day

WIDE, HIGH = 360, 520
INK: Final = 60


def log_expenses(
    crew: Crew, calendar: Calendar, contracts: Mapping[int, Contract], now: datetime, months: int = LAST
) -> int:
    """Log what was bought in the newest `months`, and since then, on the works that are there; returns how many."""
    by_work = {(one.work.account, one.work.name): one for one in contracts.values()}
    done = 0
    for bought in BOUGHT:
        contract = by_work.get((bought.account, bought.work))
        if bought.on[0] <= LAST - months or (bought.account and contract is None):
            continue
        _log(crew, bought, contract, _day(calendar, bought, now.date()))
        done += 1
    return done


def _day(calendar: Calendar, bought: Bought, today: date) -> date:
    """The day of a purchase; in the month that has only begun never after today."""
    number, within = bought.on
    return min(last_day(calendar.newest) + timedelta(days=within), today) if number > LAST else calendar.day(bought.on)


def _log(crew: Crew, bought: Bought, contract: Contract | None, day: date) -> None:
    by = crew.acting(contract.manager if contract else DIRECTOR.name)
    account = contract.project.account if contract else None
    currency = bought.currency or (account.currency if account else CURRENCY)
    billable = contract is not None and bought.kind != DELIVERY
    changes = ExpenseChanges(
        spent_on=day,
        amount=bought.amount,
        currency=currency,
        kind=bought.kind,
        supplier=bought.supplier,
        text=bought.text,
        project_id=contract.project.pk if contract else None,
        billable=billable,
        billed=bought.amount if billable else None,
    )
    expense = commands.log_expense(by=by, changes=changes, now=moment(day, 15))
    if bought.receipt:
        drawn = slip(bought) if bought.receipt == "png" else invoice(bought, day, currency)
        name = f"{bought.supplier.split()[0].lower()}-{day:%Y-%m-%d}.{bought.receipt}"
        receipts.add_receipt(by=by, expense_id=expense.pk, name=name, chunks=[drawn], now=moment(day, 15))


def invoice(bought: Bought, day: date, currency: str) -> bytes:
    """A supplier's bill as a PDF of one page, in a font every reader has."""
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
    """A till slip as it comes out of a phone: a grey picture of a paper with lines on it, as PNG."""
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
    """Numbered objects with the table that says where each begins."""
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
