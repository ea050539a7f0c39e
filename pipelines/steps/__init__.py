"""The steps of a night, each a function from what is stored to what is stored."""
