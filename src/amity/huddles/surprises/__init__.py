"""Surprises: issues that the client raised before anyone on our team did."""
