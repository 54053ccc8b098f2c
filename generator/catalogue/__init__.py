"""Rows become meaning, with the evidence for each fact, or say why not."""
