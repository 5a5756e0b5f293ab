"""Tests that cross parts, and the rig all tests stand on."""
