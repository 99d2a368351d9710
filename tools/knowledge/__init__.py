"""The parts of docs/knowledge.md, one function a heading."""
