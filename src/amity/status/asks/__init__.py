"""The rhythm in which projects are asked about, and the emails that ask."""
