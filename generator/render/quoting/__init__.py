"""Text quoted for the language that it lands in."""
