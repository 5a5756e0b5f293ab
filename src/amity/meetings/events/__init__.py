"""Events of a calendar in iCalendar format, read by a child process."""
