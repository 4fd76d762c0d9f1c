"""The practice gateway: the part of Stripe's API that License Desk uses, as a small process of its own.

It speaks Stripe's wire (form-encoded requests, JSON answers, idempotency keys, signed events), keeps a ledger of
every charge in its own SQLite file, and answers Stripe's published test cards as Stripe does. No card number and no
CVC is ever written down.
"""
