"""Pure rules that find out what columns mean."""
