"""The sample: notes of our own, and the small web that they link to, served on loopback."""
