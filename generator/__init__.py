"""Error catalogues from the tables of API documentation."""

__version__ = "0.1.0"
