"""Proving an address: the code, its limits, and that nobody learns who has an account."""

import re
from collections.abc import Callable

import httpx
import pytest
from litestar import Litestar
from litestar.testing import TestClient
from sqlalchemy import select, text

from licenseserver.database import Database
from licenseserver.purchase_tables import MailRow
from tests.licenseserver.conftest import MovableClock

PLAN = "strategic-research"
KNOWN = "maya@collins-insights.example"
Client = TestClient[Litestar]


@pytest.fixture
def mails(client: Client, fresh_address: str) -> Callable[[], list[MailRow]]:
    def call() -> list[MailRow]:
        database = Database(fresh_address)
        with database.transaction(reading=True) as session:
            found = list(session.scalars(select(MailRow).where(MailRow.account_id.is_(None)).order_by(MailRow.id)))
            found.sort(key=lambda mail: (mail.created_at, mail.occasion))
        database.close()
        return found

    return call


@pytest.fixture
def code(mails: Callable[[], list[MailRow]]) -> Callable[[], str]:
    """The code in the newest mail."""
    return lambda: re.search(r"\b([0-9A-Z]{4}-[0-9A-Z]{4})\b", mails()[-1].text)[1]  # type: ignore[index]


def ask(client: Client, email: str = "ada@example.org", **more: object) -> httpx.Response:
    return client.post("/v1/verifications", json={"email": email, "language": "en", "plan_id": PLAN, **more})


def confirm(client: Client, verification_id: str, code: str) -> httpx.Response:
    return client.post(f"/v1/verifications/{verification_id}/confirm", json={"code": code})


def with_token(answer: httpx.Response) -> dict[str, str]:
    return {"Authorization": "Bearer " + answer.json()["token"]}


def shape(answer: httpx.Response) -> object:
    """What can be seen of an answer beside random ids and the address that was sent."""
    body = {name: len(str(value)) for name, value in answer.json().items() if name not in {"email", "request_id"}}
    return answer.status_code, body, sorted(answer.headers)


def test_a_code_proves_an_address_once(client: Client, code: Callable[[], str]) -> None:
    asked = ask(client, " Ada@Example.org ")
    assert asked.status_code == 201
    assert asked.json()["email"] == "Ada@example.org"
    proved = confirm(client, asked.json()["id"], f" {code().replace('-', ' – ').lower()}\n")
    assert proved.status_code == 200, proved.text
    assert proved.json()["plan_id"] == PLAN
    state = client.get("/v1/visitor", headers=with_token(proved))
    assert state.json()["email"] == "Ada@example.org"
    again = confirm(client, asked.json()["id"], code())
    assert (again.status_code, again.json()["code"]) == (409, "code_used")


def test_international_addresses(client: Client, mails: Callable[[], list[MailRow]]) -> None:
    assert ask(client, "käthe@bücher.example").json()["email"] == "käthe@bücher.example"
    assert ask(client, "kate@BÜCHER.example").json()["email"] == "kate@bücher.example"
    # Where only the domain is international, every mail server understands its ASCII form.
    assert {mail.recipient for mail in mails()} == {"käthe@bücher.example", "kate@xn--bcher-kva.example"}


@pytest.mark.parametrize(
    ("email", "code"),
    [("", "required"), ("ada", "invalid"), ("a@b@example.org", "invalid"), ("a@" + "b" * 260, "too_long")],
)
def test_what_is_no_address(client: Client, email: str, code: str) -> None:
    answer = ask(client, email)
    assert answer.status_code == 400
    assert answer.json()["fields"] == [{"field": "email", "code": code}]


def test_only_what_is_for_sale(client: Client) -> None:
    assert ask(client, plan_id="free").json()["code"] == "plan_not_buyable"


def test_five_tries(client: Client, code: Callable[[], str], clock: MovableClock) -> None:
    asked = ask(client).json()["id"]
    right = code()
    answers = [confirm(client, asked, "BBBB-BBBB").json()["code"] for _ in range(5)]
    assert answers == ["code_wrong"] * 4 + ["code_tries_spent"]
    assert confirm(client, asked, right).json()["code"] == "code_tries_spent"
    clock.forward(61)
    assert client.post(f"/v1/verifications/{asked}/resend").status_code == 200
    assert confirm(client, asked, right).json()["code"] == "code_wrong"
    assert confirm(client, asked, code()).status_code == 200


def test_ten_minutes(client: Client, code: Callable[[], str], clock: MovableClock) -> None:
    asked = ask(client).json()["id"]
    clock.forward(599)
    early = code()
    clock.forward(1)
    assert confirm(client, asked, early).json()["code"] == "code_expired"
    assert confirm(client, "ver_nobody", early).json()["code"] == "not_found"


def test_another_code_after_a_minute(client: Client, code: Callable[[], str], clock: MovableClock) -> None:
    asked = ask(client).json()
    clock.forward(20)
    early = client.post(f"/v1/verifications/{asked['id']}/resend")
    assert (early.json()["code"], early.headers["retry-after"]) == ("too_many_attempts", "40")
    clock.forward(40)
    first = code()
    again = client.post(f"/v1/verifications/{asked['id']}/resend").json()
    assert again["id"] == asked["id"]
    assert again["expires_at"] > asked["expires_at"]
    assert code() != first
    assert confirm(client, asked["id"], first).json()["code"] == "code_wrong"
    assert confirm(client, asked["id"], code()).status_code == 200
    assert client.post(f"/v1/verifications/{asked['id']}/resend").json()["code"] == "code_used"


def test_the_newest_request_wins(client: Client, code: Callable[[], str], clock: MovableClock) -> None:
    old, old_code = ask(client).json()["id"], code()
    clock.forward(1)
    new = ask(client, "ADA@example.org").json()["id"]
    assert confirm(client, old, old_code).json()["code"] == "code_superseded"
    assert client.post(f"/v1/verifications/{old}/resend").json()["code"] == "code_superseded"
    assert confirm(client, new, code()).status_code == 200


def test_nobody_learns_who_has_an_account(
    client: Client, mails: Callable[[], list[MailRow]], clock: MovableClock
) -> None:
    unknown, known = ask(client, "maya@unknown--insight.example"), ask(client, KNOWN.upper())
    assert shape(unknown) == shape(known)
    subjects = {mail.recipient.casefold(): mail.subject for mail in mails()}
    assert "already have an account" in subjects[KNOWN]
    ids = [answer.json()["id"] for answer in (unknown, known)]
    for _ in range(6):
        one, other = (confirm(client, each, "BBBB-BBBB") for each in ids)
        assert shape(one) == shape(other)
    clock.forward(61)
    one, other = (client.post(f"/v1/verifications/{each}/resend") for each in ids)
    assert shape(one) == shape(other)
    clock.forward(601)
    one, other = (confirm(client, each, "") for each in ids)
    assert shape(one) == shape(other)
    assert one.json()["code"] == "code_expired"


def test_the_mail_to_somebody_with_an_account_leads_to_the_plans(
    client: Client, mails: Callable[[], list[MailRow]]
) -> None:
    ask(client, KNOWN, language="fr")
    mail = mails()[-1]
    assert "Mettre à niveau le plan" in mail.text
    assert "licensedesk://plans" in mail.text
    link = re.search(r"http\S+", mail.text)[0]  # type: ignore[index]
    page = client.get(link.partition("8000")[2], headers={"Accept-Language": "fr-FR,fr;q=0.9"})
    assert 'href="licensedesk://plans"' in page.text
    assert not re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b", mail.text + mail.html)


def test_the_link_shows_the_code_and_uses_nothing_up(
    client: Client, mails: Callable[[], list[MailRow]], code: Callable[[], str]
) -> None:
    asked = ask(client, language="fr").json()["id"]
    link = re.search(r"http\S+", mails()[-1].text)[0]  # type: ignore[index]
    for _ in range(3):  # a scanner, a preview, the reader
        page = client.get(link.partition("8000")[2])
        assert page.status_code == 200
        assert code() in page.text
        assert f'href="licensedesk://verify/{asked}/{code().replace("-", "")}"' in page.text
        assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "Bonjour" in mails()[-1].text
    assert confirm(client, asked, code()).status_code == 200


@pytest.mark.parametrize("code", ["<script>", "BCDF", '"onclick="', "BCDFGHJKL"])
def test_the_page_repeats_nothing_that_is_no_code(client: Client, code: str) -> None:
    page = client.get("/v1/verify/ver_x", params={"code": code}).text
    assert code not in page
    assert "licensedesk://" not in page


def test_an_address_gets_five_codes_in_a_quarter_of_an_hour(client: Client, clock: MovableClock) -> None:
    for _ in range(5):
        assert ask(client, KNOWN).status_code == ask(client).status_code == 201
    known, unknown = ask(client, KNOWN), ask(client)
    assert known.json()["code"] == unknown.json()["code"] == "too_many_attempts"
    assert known.json()["retry_after_seconds"] == unknown.json()["retry_after_seconds"] == 180
    clock.forward(180)
    assert ask(client).status_code == 201


def test_one_internet_address_asks_for_thirty(client: Client) -> None:
    for number in range(30):
        assert ask(client, f"a{number}@example.org").status_code == 201
    assert ask(client, "b@example.org").json()["code"] == "too_many_attempts"


def test_a_token_begins_for_a_week_and_follows_for_another(
    client: Client, code: Callable[[], str], clock: MovableClock
) -> None:
    token = with_token(confirm(client, ask(client).json()["id"], code()))
    order = {"plan_id": PLAN, "country": "US", "region": "NY", "time_zone": "Europe/Paris"}
    quote = client.post("/v1/quotes", json=order, headers=token)
    assert quote.status_code == 201
    assert [each["id"] for each in quote.json()["consents"]] == [
        "terms-of-service",
        "automatic-renewal",
        "privacy-statement",
    ]
    assert quote.json()["credit"]["minor"] == 0
    clock.forward(7 * 86400)
    late = client.post("/v1/quotes", json=order, headers=token)
    assert (late.status_code, late.json()["code"]) == (401, "visitor_expired")
    assert client.get("/v1/visitor", headers=token).status_code == 200
    clock.forward(7 * 86400)
    assert client.get("/v1/visitor", headers=token).json()["code"] == "not_signed_in"


def test_a_visitor_quote_wants_a_country_and_a_real_time_zone(client: Client, code: Callable[[], str]) -> None:
    token = with_token(confirm(client, ask(client).json()["id"], code()))
    for wrong, field in ({"country": ""}, "country"), ({"country": "FR", "time_zone": "../etc"}, "time_zone"):
        answer = client.post("/v1/quotes", json={"plan_id": PLAN, **wrong}, headers=token)
        assert answer.json()["fields"][0]["field"] == field


@pytest.mark.parametrize("path", ["/v1/account", "/v1/billing", "/v1/usage", "/v1/sessions"])
def test_a_visitor_is_a_stranger_elsewhere(client: Client, code: Callable[[], str], path: str) -> None:
    token = with_token(confirm(client, ask(client).json()["id"], code()))
    assert client.get(path, headers=token).status_code == 401


def test_an_account_is_a_stranger_among_visitors(
    client: Client, sign_in: Callable[..., httpx.Response], code: Callable[[], str]
) -> None:
    account = {"Authorization": "Bearer " + sign_in().json()["tokens"]["access_token"]}
    assert client.get("/v1/visitor", headers=account).status_code == 401
    assert client.post("/v1/visitor/session", json={"device_name": "x"}, headers=account).status_code == 401
    visitor = with_token(confirm(client, ask(client).json()["id"], code()))
    assert client.post("/v1/visitor/session", json={"device_name": "x"}, headers=visitor).json()["code"] == (
        "not_bought"
    )


def test_an_account_is_checked_before_it_is_bought(client: Client, code: Callable[[], str]) -> None:
    token = with_token(confirm(client, ask(client).json()["id"], code()))

    def check(**more: str) -> object:
        wanted = {"name": "Ada", "username": "ada@example.org", "password": "tall green umbrella", **more}
        answer = client.post("/v1/visitor/account-check", json=wanted, headers=token)
        if answer.status_code == 204:
            return None
        return [(each["field"], each["code"]) for each in answer.json()["fields"]]

    assert check() is None
    assert check(username="ADA") is None
    assert check(username="Free") == [("username", "taken")]
    assert check(username="bob@example.org") == [("username", "foreign")]
    assert check(name=" ", username="", password="ada") == [
        ("name", "required"),
        ("username", "required"),
        ("password", "too_short"),
    ]
    assert check(name="a\u202eb") == [("name", "invalid")]


def test_one_address_is_one_visitor_however_often_it_is_proved(
    client: Client, code: Callable[[], str], clock: MovableClock
) -> None:
    first = confirm(client, ask(client).json()["id"], code())
    clock.forward(1)
    second = confirm(client, ask(client, plan_id="strategic-research-plus").json()["id"], code())
    assert second.json()["id"] == first.json()["id"]
    assert second.json()["token"] != first.json()["token"]
    for each in (first, second):
        assert client.get("/v1/visitor", headers=with_token(each)).json()["plan_id"] == "strategic-research-plus"


def test_an_address_that_bought_nothing_is_forgotten(
    client: Client, code: Callable[[], str], clock: MovableClock, fresh_address: str
) -> None:
    assert confirm(client, ask(client).json()["id"], code()).status_code == 200
    clock.forward(14 * 86400 + 1)
    ask(client, "somebody-else@example.org")
    database = Database(fresh_address)
    with database.transaction(reading=True) as session:
        for table in ("visitors", "visitor_tokens", "verifications", "mails"):
            found = session.execute(text(f"SELECT * FROM {table}")).all()
            assert "ada@example.org" not in str(found)
            assert len(found) == (table in {"verifications", "mails"})
    database.close()


def test_mails_are_shown_in_practice_mode_only(client: Client) -> None:
    assert client.get("/v1/practice/mails").status_code == 404
