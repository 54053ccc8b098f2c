"""What can be wrong with a line that is no row of the table beside it, or may be none."""
