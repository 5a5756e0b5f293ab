"""Who does what: the three questions, the duties they make, and what is changed by hand."""
