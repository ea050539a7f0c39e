"""Pages that say nothing without their scripts, read once more by a real browser that is kept on a short lead."""
