"""Pure rules that read rows of time."""
