"""Pure rules that read contacts."""
