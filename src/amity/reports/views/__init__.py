"""HTTP of what we found (`found`) and of the three questions (`questions`)."""
