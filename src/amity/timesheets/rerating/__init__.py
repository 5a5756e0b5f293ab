"""Current cost rates put on time that is already logged: a preview, then a job."""
