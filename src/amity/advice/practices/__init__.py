"""The library of practices, with the record of each."""
