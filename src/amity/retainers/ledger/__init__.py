"""The ledger of quantities, period by period, to the last unit."""
