"""``license-desk-server``, ``python -m licenseserver``: serve, practise, and the operator's few commands."""

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
from msgspec.structs import replace

from licenseserver import VERSION, audit
from licenseserver.app import create_app
from licenseserver.clock import Clock
from licenseserver.database import Database
from licenseserver.logs import configure_logs
from licenseserver.openapi import export
from licenseserver.practice.launch import PracticeServer
from licenseserver.serving import listen, serve
from licenseserver.settings import Settings, load_settings

Options = argparse.Namespace


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that `arguments` name; return the exit code."""
    options = _parser().parse_args(arguments)
    flags = {name: getattr(options, name, None) for name in Settings.__struct_fields__}
    try:
        settings = load_settings(os.environ, flags)
    except msgspec.ValidationError as error:
        sys.stderr.write(f"A setting cannot be understood: {error}\n")
        return 2
    configure_logs(settings.log_level)
    commands: dict[str | None, Callable[[Settings, Options], int]] = {
        None: _practise if options.practice else _serve,
        "verify-audit": _verify_audit,
        "export-openapi": _export_openapi,
    }
    return commands[options.command](settings, options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="license-desk-server", description="The backend of License Desk.")
    parser.add_argument("--version", action="version", version=VERSION)
    parser.add_argument("--database", help="sqlite:///FILE or postgresql://... (LICENSE_DESK_DATABASE)")
    parser.add_argument("--host", help="address to listen on")
    parser.add_argument("--port", type=int, help="port to listen on; 0 takes a free one")
    parser.add_argument("--public-address", help="how the outside reaches this server")
    parser.add_argument("--trusted-proxies", help="addresses and networks whose word on the sender counts")
    parser.add_argument("--country-database", help="MMDB file: from an address to its country")
    parser.add_argument("--platform-name", help="the survey platform's own name")
    parser.add_argument("--gateway", dest="gateway_address", help="base address of the payment gateway")
    parser.add_argument("--log-level", choices=("debug", "info", "warning", "error"))
    parser.add_argument("--practice", action="store_true", default=None, help="sample accounts, practice gateway")
    parser.add_argument("--data", type=Path, default=Path("practice-data"), help="folder of practice mode")
    parser.add_argument(
        "--announce", action="store_true", help="one line of JSON when ready; end with standard input"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    verify = commands.add_parser("verify-audit", help="check that the audit log is whole")
    verify.add_argument("--anchor", metavar="NUMBER:HASH", help="what an earlier check printed")
    exported = commands.add_parser("export-openapi", help="write the API's description")
    exported.add_argument("path", type=Path)
    return parser


def _serve(settings: Settings, options: Options) -> int:
    bound = listen(settings.host, settings.port)
    settings = replace(settings, port=bound.getsockname()[1])
    return serve(
        create_app(settings, Clock()),
        settings,
        bound,
        announce=(lambda: _announce(address=settings.address)) if options.announce else None,
        end_with_input=options.announce,
    )


def _practise(settings: Settings, options: Options) -> int:
    with PracticeServer(settings, options.data) as practice:
        return serve(
            practice.app,
            practice.settings,
            practice.bound,
            announce=(
                (lambda: _announce(address=practice.settings.address, gateway=practice.settings.gateway_address))
                if options.announce
                else None
            ),
            end_with_input=options.announce,
        )


def _verify_audit(settings: Settings, options: Options) -> int:
    number, _, digest = (options.anchor or "").partition(":")
    anchor = (int(number), digest) if number.isdigit() and digest else None
    database = Database(settings.database)
    try:
        with database.transaction(reading=True) as session:
            last, head = audit.verify(session, anchor)
    except audit.BrokenChainError as error:
        sys.stderr.write(f"The audit log is broken at {error}\n")
        return 1
    finally:
        database.close()
    sys.stdout.write(f"{last}:{head}\n")
    return 0


def _export_openapi(_settings: Settings, options: Options) -> int:
    export(create_app(Settings(database="sqlite://"), Clock()), options.path)
    return 0


def _announce(**facts: Any) -> None:  # noqa: ANN401  # what json takes
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
