"""The month end: what stands between, what closing freezes, and what finance says before it closes a month."""
