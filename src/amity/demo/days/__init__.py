"""Layout of the demo's time: from projects to rows of a timesheet, day by day."""
