"""The link checker: notes in, a verdict for every link out, no data folder needed."""
