"""The reading wing: an article goes in, a record comes out. It knows no library and no screen."""
