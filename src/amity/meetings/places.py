"""Places on the page of a meeting that parts above fill in `AppConfig.ready`."""

from amity.ui.slots import Slot

acts = Slot("meeting.acts")
"""Buttons of a meeting, whose address takes its id: before the call 10, add note 20. The first is the primary one."""
