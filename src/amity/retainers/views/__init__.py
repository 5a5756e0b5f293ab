"""Pages of retainers: HTTP in, HTML out."""
