"""Pure rules that read them, tool by tool."""
