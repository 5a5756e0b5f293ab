"""The calendar of periods: one or three months, counted from the month a retainer starts in."""
