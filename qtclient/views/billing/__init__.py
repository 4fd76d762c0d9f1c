"""The sections of Billing."""
