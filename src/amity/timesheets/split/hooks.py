"""Hook for parts above: account service cost as a share of net fees, for those who can see it."""

from collections.abc import Callable, Collection, Mapping
from typing import Final

from amity.shared.actor import Actor

Share = Callable[[Actor, Collection[int], int], Mapping[int, int]]
of_net_fees: Final[list[Share]] = []
"""Hook: basis points by account id in a month (YYYYMM), all service time of the account ÷ its net fees.
Unknown or hidden ones are left out.
"""
