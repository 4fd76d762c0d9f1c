"""A visitor buys: everything comes into being together, or nothing does (A5)."""

from tests.licenseserver.payments.visiting import PASSWORD, PLAN, Visitor, newest_mail


def test_a_visitor_buys_and_is_signed_in(shop):
    visitor = Visitor(shop)
    state = visitor.get("/v1/visitor").json()
    assert (state["email"], state["plan_id"], state["purchase"]) == (visitor.email, PLAN, None)
    bought = visitor.buy()
    assert bought["status"] == "succeeded"
    assert bought["brand_id"].startswith("licensedesk")
    assert (bought["data_center_id"], bought["email"]) == ("fra1", visitor.email)
    signed_in = visitor.leave()
    assert signed_in.ok, signed_in.text
    account = signed_in.json()["account"]
    assert account["id"] == visitor.account_id
    assert account["organization"]["brand_id"] == bought["brand_id"]
    assert account["organization"]["data_center_id"] == "fra1"
    assert account["entitlements"]["plan_id"] == PLAN
    assert visitor.leave().json()["tokens"]["refresh_token"] == signed_in.json()["tokens"]["refresh_token"]
    assert visitor.get("/v1/visitor").status_code == 401
    assert visitor.password_sign_in(PASSWORD).ok
    assert len(shop.gateway.charges(bought["id"])) == 1
    assert bought["brand_id"] in newest_mail(shop, visitor.email)[1]
