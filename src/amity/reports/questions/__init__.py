"""The three questions of the first hour: their page and its forms."""
