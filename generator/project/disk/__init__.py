"""The files of a project: where they may lie, how they are read, and how they are written."""
