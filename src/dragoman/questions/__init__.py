"""What people ask of records: how right they are, and what the library holds."""
