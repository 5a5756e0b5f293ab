"""Clocks of a report: by when it goes out, when it becomes the working basis, and the reminder before."""
