"""Benchmarks: each one command (`python -m bench.NAME`), each against a named reference in the same run."""
