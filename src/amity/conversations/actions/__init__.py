"""Actions: what someone of either side will do, by when."""
