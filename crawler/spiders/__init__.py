"""The spider that visits links, and what it keeps while it does."""
