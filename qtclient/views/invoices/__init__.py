"""Invoices on the Billing page: the list, its papers as files, and to whom the next ones go (B8)."""
