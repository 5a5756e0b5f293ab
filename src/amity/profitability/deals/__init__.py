"""An agreement with everything below it, and what it earned month by month."""
