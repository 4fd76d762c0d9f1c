"""The payment gateway: what the backend asks of one (`protocol`), and Stripe's dialect of it (`stripe_dialect`)."""
