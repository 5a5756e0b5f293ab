"""What changes a charter: its answers, its duties; skipped steps; joint objectives and their readings."""

from amity.charter.commands.skipping import skip_step

__all__ = ["skip_step"]
