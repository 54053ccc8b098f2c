"""What all pages and the overlay say of a code becomes one error."""
