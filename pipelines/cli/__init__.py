"""The command line: a file a command, each thin over a plain function."""
