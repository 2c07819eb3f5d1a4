"""Migrations of the library's tables, run by Alembic when a library is opened."""
