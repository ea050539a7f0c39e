"""The shipped taxonomies, checked as what they are: data that pages and questions are read by."""
