"""An agreement as PDF."""
