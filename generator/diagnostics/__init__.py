"""What was written where, what is wrong with it, and how that is drawn."""
