"""Measurements that are run by hand: Amity's speed, and how long others wait during an import."""
