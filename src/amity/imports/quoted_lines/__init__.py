"""Files of quoted lines."""
