"""One file a schema version, named after it, in order."""
