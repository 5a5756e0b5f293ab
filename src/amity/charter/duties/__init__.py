"""Duties: the three questions, the duties they result in, and changes by hand."""
