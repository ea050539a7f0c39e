"""The archive: each body a page ever had, as WARC (ISO 28500), beside the catalogue's last one."""

from pipelines.archive.archive import Archive, Keeping, Stored, archiving, oldest_over

__all__ = ["Archive", "Keeping", "Stored", "archiving", "oldest_over"]
