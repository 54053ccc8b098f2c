"""Which tables of a page are error tables, and which column plays which role."""
