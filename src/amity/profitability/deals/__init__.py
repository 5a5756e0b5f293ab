"""An agreement with all work under it, and its revenue by month."""
