"""The builder's parts: one kind of knowledge a file."""
