"""Pure rules that read such files."""
