"""The command line: one file per command; the only place where errors become exit codes and things are printed."""
