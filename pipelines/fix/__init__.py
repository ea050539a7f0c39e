"""Links mended in the notes: what to put, which bytes to change, and a patch that takes it back."""
