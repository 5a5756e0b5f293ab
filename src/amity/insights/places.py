"""Slots on the page of insights that parts above fill, in `AppConfig.ready`."""

from amity.ui.slots import Slot

pages = Slot("insights.pages")
"""Further pages, as links beside *Sources*: all stories 5, practices 10."""
story_buttons = Slot("insights.story")
"""Buttons below a story, for those who decide about it. `template` is drawn with `match`: recommend 10, opportunity 20,
decide 30.
"""
