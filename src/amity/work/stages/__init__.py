"""The stage of a job: how far it is on its way from brief to closed."""
