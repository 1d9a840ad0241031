"""Pages of records: files, jobs, search."""
