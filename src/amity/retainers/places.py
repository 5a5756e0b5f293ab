"""The slot on a retainer's page that parts above fill, in `AppConfig.ready`: actions next to its title."""

from amity.ui.slots import Slot

acts = Slot("retainer.acts")
"""The statement 10."""
call_off = Slot("retainer.call_off")
"""Acts on an open call-off, each at an address that takes its id and is posted to: hand it off 10."""
