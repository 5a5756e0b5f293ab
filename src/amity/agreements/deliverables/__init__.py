"""Deliverables: the results an agreement promises."""
