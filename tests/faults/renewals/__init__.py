"""Renewals by many server processes that are killed, judged by the gateway's ledger and the database (B1, A8)."""
