"""Apply current cost rates to logged time: a preview, then a job."""
