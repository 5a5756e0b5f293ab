"""Blocks of an account review: results, money, risks and so on. Each part registers its own in `AppConfig.ready`."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final, Literal

from django.utils.functional import Promise

from amity.accounts.models import Account
from amity.shared.actor import Actor
from amity.shared.dates.periods import first_day, last_day, month_of, months_between, next_month
from amity.shared.permission import MoneyRight

Text = str | Promise
Audience = Literal["client", "internal"]
CLIENT: Final = "client"
INTERNAL: Final = "internal"


@dataclass(frozen=True, slots=True)
class ReviewScope:
    """What a block is about: an account and the days from `first` to `last`, as `by` sees them `today`."""

    by: Actor
    account: Account
    first: date
    last: date
    today: date

    @property
    def months(self) -> list[int]:
        """Return the months of the period as YYYYMM."""
        return list(months_between(month_of(self.first), month_of(self.last)))

    @property
    def following(self) -> tuple[date, date]:
        """Return the first and last day of as many months after the period."""
        month = next_month(month_of(self.last))
        start = first_day(month)
        for _month in self.months[1:]:
            month = next_month(month)
        return start, last_day(month)


@dataclass(frozen=True, slots=True)
class BlockTable:
    """A table of text. The first column is text, the others are set to the right. `total` is its last row, if any.

    `links` are the addresses of the cells of each row, "" for none, and `total_links` those of the last one. Only a
    page of colleagues has them.
    """

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    total: Sequence[str] = ()
    links: Sequence[Sequence[str]] = ()
    total_links: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class BlockChart:
    """A column chart: values by label for each series, None where unknown. `unit` names the axis."""

    title: str
    unit: str
    labels: Sequence[str]
    series: Sequence[tuple[str, Sequence[Decimal | None]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockContent:
    """What a block says, in the language that is active: `title` is a finding in one sentence.

    `note` is the small line at the foot, `sources` say where each figure comes from, for the presenter.
    """

    title: str
    text: Sequence[str] = ()
    table: BlockTable | None = None
    chart: BlockChart | None = None
    note: str = ""
    sources: Sequence[str] = ()

    def to_payload(self) -> dict[str, Any]:
        """Return the content as JSON values."""
        table, chart = self.table, self.chart
        return {
            "title": self.title,
            "text": list(self.text),
            "table": table and {
                "heads": list(table.heads), "rows": list(map(list, table.rows)), "total": list(table.total),
                **({"links": list(map(list, table.links))} if table.links else {}),
                **({"total_links": list(table.total_links)} if table.total_links else {}),
            },
            "chart": chart and {
                "title": chart.title, "unit": chart.unit, "labels": list(chart.labels),
                "series": [
                    [name, [None if one is None else str(one) for one in numbers]] for name, numbers in chart.series
                ],
            },
            "note": self.note,
            "sources": list(self.sources),
        }  # fmt: skip


def content_from(values: Mapping[str, Any]) -> BlockContent:
    """Return the content from the JSON values of `to_payload`."""
    table, chart = values.get("table"), values.get("chart")
    series = [
        (name, [None if one is None else Decimal(one) for one in numbers])
        for name, numbers in (chart["series"] if chart else ())
    ]
    return BlockContent(
        title=values["title"], text=values["text"], note=values["note"], sources=values["sources"],
        table=BlockTable(**table) if table else None,
        chart=BlockChart(chart["title"], chart["unit"], chart["labels"], series) if chart else None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block of a review for the client or for the agency itself.

    `load` returns its content, or None where there is nothing to show. `right` is the money right that its figures
    need: without it, the reader of a draft doesn't get the block. `names_money` tells of amounts in it. A block that
    isn't `chosen` is offered, but left out at first.
    """

    key: str
    order: int
    label: Text
    hint: Text
    load: Callable[[ReviewScope], BlockContent | None]
    audience: Audience = "client"
    right: MoneyRight = MoneyRight.NONE
    names_money: bool = False
    chosen: bool = True


_blocks: Final[dict[str, Block]] = {}


def register(block: Block) -> None:
    """Register a block. A client's block must not show costs, margins or internal notes."""
    _blocks[block.key] = block


def blocks_for(audience: str) -> list[Block]:
    """Return the blocks for an audience in order."""
    return sorted((one for one in _blocks.values() if one.audience == audience), key=lambda one: one.order)


def block_of(key: str) -> Block | None:
    """Return a block by its key, or None once its part is gone."""
    return _blocks.get(key)


def keys() -> set[str]:
    """Return the keys of all blocks."""
    return set(_blocks)
