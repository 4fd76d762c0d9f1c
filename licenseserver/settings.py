"""What an installation can decide, from the environment and from command-line flags (flags win)."""

from collections.abc import Mapping
from typing import Any

import msgspec

from licenseserver.internet_addresses import read_networks

ENVIRONMENT_PREFIX = "LICENSE_DESK_"


class Settings(msgspec.Struct, frozen=True, kw_only=True, repr_omit_defaults=True):
    """Everything that may differ between two installations.

    Secrets (`gateway_secret_key`, `gateway_events_secret`, a password in `database`) come by the environment,
    because a process's arguments can be read by everybody on the machine.

    Attributes:
        database: address of the database; a bare ``postgresql://`` address means psycopg 3.
        public_address: how the outside reaches this server; "" is made from `host` and `port`.
        trusted_proxies: addresses and networks, comma separated, whose ``X-Forwarded-For`` and ``Forwarded`` are
            believed; "" for none.
        country_database: MMDB file from which addresses get their country; "" is the one that is shipped.
        practice_address: internet address as from which everybody is served in practice mode ("90.0.0.1"), to see
            another data center recommended; "" for where they are.
        platform_name: the survey platform's own name.
        custom_plan_contact: mailto or https address where a custom plan is asked for.
        gateway_address: base address of the payment gateway's API; "" is Stripe's own.
        gateway_client_address: the same, as the client reaches it; "" is `gateway_address`.
        workflow_database: where durable workflows keep their state; "" is `database` (PostgreSQL) or a file
            beside it (SQLite).
        mail_server: ``smtp://host:port`` or ``smtps://user:password@host:port``; "" leaves mails in their table.
    """

    database: str = "sqlite:///license-desk.db"
    host: str = "127.0.0.1"
    port: int = 8000
    public_address: str = ""
    trusted_proxies: str = ""
    country_database: str = ""
    practice_address: str = ""
    log_level: str = "info"
    platform_name: str = "Meridian Surveys"
    custom_plan_contact: str = "mailto:custom-plans@meridian-surveys.example"
    practice: bool = False
    gateway_address: str = ""
    gateway_client_address: str = ""
    gateway_publishable_key: str = ""
    gateway_secret_key: str = ""
    gateway_events_secret: str = ""
    workflow_database: str = ""
    mail_server: str = ""
    mail_from: str = "License Desk <no-reply@meridian-surveys.example>"

    def __post_init__(self) -> None:
        read_networks(self.trusted_proxies)  # a mistake in it is told before anything starts

    def __repr__(self) -> str:
        """Say nothing: a settings object ends up in logs and tracebacks, and it holds secrets."""
        return "Settings(...)"

    @property
    def address(self) -> str:
        """The address under which the outside reaches this server, without a slash at its end."""
        return (self.public_address or f"http://{self.host}:{self.port}").rstrip("/")


def load_settings(environment: Mapping[str, str], flags: Mapping[str, Any]) -> Settings:
    """Return the settings from `environment` (``LICENSE_DESK_DATABASE`` ...), with `flags` that are not None above.

    Raises:
        msgspec.ValidationError: a value is not of its field's kind ("port": "many").
    """
    values: dict[str, Any] = {}
    for name in Settings.__struct_fields__:
        if (text := environment.get(ENVIRONMENT_PREFIX + name.upper())) is not None:
            values[name] = text
        if (flag := flags.get(name)) is not None:
            values[name] = flag
    return msgspec.convert(values, Settings, strict=False)
