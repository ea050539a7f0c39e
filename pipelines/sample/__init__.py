"""The sample: notes of our own, and the small web that they link to, served on loopback."""

from pipelines.sample.run import SampleRun, sample_run
from pipelines.sample.server import SampleWeb

__all__ = ["SampleRun", "SampleWeb", "sample_run"]
