"""The fates of rows beside what their source said before."""
