"""The share of a fixed-fee project that is done."""
