"""The steps between, the catalogue, the nightly run and the command line."""
