"""The only file that builds and connects the backend."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from anyio import CapacityLimiter, to_thread
from litestar import Litestar
from litestar.di import Provide

from licenseserver.buying import RETURN_PATH, build_buying
from licenseserver.callers import (
    provide_address,
    provide_buyer,
    provide_caller,
    provide_leaving_visitor,
    provide_optional_caller,
    provide_visitor,
)
from licenseserver.cancelling import Cancelling
from licenseserver.catalogue import load_catalogue
from licenseserver.changing_cards import ChangingCards
from licenseserver.clock import Clock, MovableClock
from licenseserver.data_centers import build_data_centers
from licenseserver.database import Database
from licenseserver.declaring import Declaring
from licenseserver.doorway import BODY_LIMIT, Doorway
from licenseserver.forwarding import Forwarding
from licenseserver.gateway.building import build_gateway
from licenseserver.gateway_threads import GatewayThreads
from licenseserver.mail_post import MailPost
from licenseserver.migrations import migrate
from licenseserver.moving_time import MovingTime
from licenseserver.openapi import openapi_config
from licenseserver.problems import answer_problem
from licenseserver.renewal_facts import Terms
from licenseserver.renewal_letters import house_of
from licenseserver.renewals import pay_with_new_card
from licenseserver.renewing import Renewing
from licenseserver.routes import ROUTES
from licenseserver.routes.methods import name_methods
from licenseserver.settings import Settings
from licenseserver.transactions import provide_transaction
from licensewire.service import SampleAccount
from licensewire.shape import learn_structs

_SIGN_INS_AT_ONCE = 4


def create_app(settings: Settings, clock: Clock, samples: Iterable[SampleAccount] = ()) -> Litestar:
    """Build the backend; `samples` are the accounts that practice mode offers on the sign-in screen."""
    learn_structs("licensewire", "licenseserver")
    database = Database(settings.database)
    catalogue = load_catalogue()
    data_centers = build_data_centers(settings, catalogue)
    gateway = build_gateway(settings)
    buying = build_buying(settings, database, catalogue, clock, data_centers, gateway)
    return_address = settings.address + RETURN_PATH
    renewing = Renewing(settings, database, catalogue, clock, gateway, return_address)
    cards = ChangingCards(settings, database, clock, gateway, return_address, pay_with_new_card)
    moving_time = MovingTime(database, clock, renewing) if isinstance(clock, MovableClock) else None
    cancelling = Cancelling(database, Terms(catalogue, house_of(settings)), clock, renewing)
    declaring = Declaring(settings, database, catalogue, clock, gateway)
    mail_post = MailPost(database, clock, settings.mail_server, settings.mail_from)

    @asynccontextmanager
    async def running(_app: Litestar) -> AsyncIterator[None]:
        await to_thread.run_sync(migrate, database)
        await to_thread.run_sync(buying.start)
        await to_thread.run_sync(cards.start)
        await to_thread.run_sync(renewing.start)
        await to_thread.run_sync(declaring.start)
        mail_post.start()
        try:
            yield
        finally:
            await to_thread.run_sync(mail_post.stop)
            await to_thread.run_sync(declaring.stop)
            await to_thread.run_sync(renewing.stop)
            await to_thread.run_sync(cards.stop)
            await to_thread.run_sync(buying.stop)
            database.close()

    def same(value: object) -> Provide:
        return Provide(lambda: value, sync_to_thread=False)

    app = Litestar(
        route_handlers=ROUTES,
        lifespan=[running],
        dependencies={
            "database": same(database),
            "clock": same(clock),
            "buying": same(buying),
            "cards": same(cards),
            "renewing": same(renewing),
            "cancelling": same(cancelling),
            "moving_time": same(moving_time),
            "gateway_threads": same(GatewayThreads()),
            "catalogue": same(catalogue),
            "data_centers": same(data_centers),
            "settings": same(settings),
            "sign_ins": same(CapacityLimiter(_SIGN_INS_AT_ONCE)),
            "samples": same(tuple(samples)),
            "transaction": Provide(provide_transaction),
            "address": Provide(provide_address, sync_to_thread=False),
            "caller": Provide(provide_caller, sync_to_thread=True),
            "optional_caller": Provide(provide_optional_caller, sync_to_thread=True),
            "buyer": Provide(provide_buyer, sync_to_thread=True),
            "visitor": Provide(provide_visitor, sync_to_thread=True),
            "leaving_visitor": Provide(provide_leaving_visitor, sync_to_thread=True),
        },
        exception_handlers={Exception: answer_problem},
        request_max_body_size=BODY_LIMIT,
        logging_config=None,
        openapi_config=openapi_config(),
        before_send=[name_methods],
    )
    app.asgi_handler = Doorway(Forwarding(app.asgi_handler, settings.trusted_proxies))
    return app
