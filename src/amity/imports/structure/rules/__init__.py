"""Pure rules that read such files, by tool."""
