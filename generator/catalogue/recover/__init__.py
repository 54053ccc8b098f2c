"""What each code cell means, with the evidence for it."""
