"""Places on the pages of items that parts above fill."""

from amity.ui.slots import Slot

item_sections = Slot("gate.item")
"""Cards below an item: answers 10, the copy in Sent 20."""
