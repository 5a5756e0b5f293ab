"""The size of a brief: small job, short or full."""
