"""Faults of a machine: after each of them every acknowledged write is stored, and Amity works again by itself."""
