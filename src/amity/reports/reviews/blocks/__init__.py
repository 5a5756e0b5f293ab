"""The blocks that come with Amity."""

from amity.accounts.review_blocks import register
from amity.reports.reviews.blocks import (
    advised,
    client_money,
    coming,
    delivered,
    goals,
    growing,
    inside,
    invoiced,
    no_charge,
    noticed,
    possible,
)


def register_blocks() -> None:
    """Register them. Other parts register their own."""
    client = (
        goals.BLOCK,
        delivered.BLOCK,
        no_charge.BLOCK,
        client_money.BLOCK,
        invoiced.BLOCK,
        coming.RISKS,
        noticed.BLOCK,
        advised.BLOCK,
        possible.BLOCK,
        coming.NEXT,
    )
    for block in (*client, *inside.BLOCKS, invoiced.FOR_US, possible.MAP, growing.BLOCK):
        register(block)
