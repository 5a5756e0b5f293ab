"""Pure rules that read and compare expenses."""
