"""Notes → links → what the web answered: a Scrapy project and the readers of notes."""
