"""The ways in: the command line and the call from Python; and how a record is shown."""
