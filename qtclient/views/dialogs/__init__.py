"""Sheets that more than a line of code is needed for, one module a sheet."""
