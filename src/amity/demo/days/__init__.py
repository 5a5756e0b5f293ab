"""How the demo's time is laid out: from works to rows of a timesheet, day by day."""
