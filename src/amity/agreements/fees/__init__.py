"""Fees: the fee model of an agreement and its amounts."""
