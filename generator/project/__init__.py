"""The folder that a build works in: its configuration, its inputs, its files."""
