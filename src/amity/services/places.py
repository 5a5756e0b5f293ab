"""Places that other parts fill in `AppConfig.ready`.

`tabs` are the pages of Growth, shown side by side: services map 10, opportunities 20, renewals 30, account plans 40.
`starts` begin something from a suggestion, such as an opportunity: their page takes no arguments, and gets `?account=`,
`service=` and `source=map`.
"""

from typing import Final

from amity.ui.slots import Slot

tabs: Final = Slot("growth.tabs")
starts: Final = Slot("growth.starts")
GROWTH: Final = "growth"
"""The key of Growth in the navigation. A part adds its pages with `navigation.also_here(GROWTH, "/opportunities/")`."""
