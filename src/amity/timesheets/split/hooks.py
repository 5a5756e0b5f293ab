"""What parts above know of the care of accounts: its cost as a share of net fees, for whom it may be seen."""

from collections.abc import Callable, Collection, Mapping
from typing import Final

from amity.shared.actor import Actor

Share = Callable[[Actor, Collection[int], int], Mapping[int, int]]
of_net_fees: Final[list[Share]] = []
"""Hook: basis points by account id in a month (YYYYMM): all care of the account ÷ its net fees. Left out: not known,
or not for this person."""
