"""Lines saved as templates for later briefs."""
