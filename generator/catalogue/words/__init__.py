"""What words mean and how they are spelt, in the languages that pages are written in."""
