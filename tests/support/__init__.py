"""Real servers for the tests: Neo4j, PostgreSQL, Chromium, each started once a session and stopped after it."""
