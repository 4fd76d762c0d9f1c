"""Passwords of new accounts, by OWASP ASVS 5: long enough, not common, not made of what everybody knows."""

import pytest

from licenseserver.passwords import password_problem

PERSONAL = ("Maya Collins", "maya.collins@insights.example", "maya.collins@insights.example")


def problem(password: str) -> str | None:
    return password_problem(password, platform="Meridian Surveys", personal=PERSONAL)


@pytest.mark.parametrize(
    "password",
    [
        "tall green umbrella",
        "x7#kQ!2m",
        "αβγδ εζηθ",
        "🦊🐼🦁🐸🐵🐔🐧🐦",
        "a" * 60 + "bcde" + "f" * 64,
        " leading and trailing blanks ",
        "correct horse meridian battery",
        "the collins family of Leeds",
    ],
)
def test_good_ones(password: str) -> None:
    assert problem(password) is None


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "required"),
        ("7 chars", "too_short"),
        ("x7#kQ!2" + "m" * 122, "too_long"),
        ("password", "common"),
        ("PassWord1", "common"),
        ("ｐａｓｓｗｏｒｄ", "common"),
        ("1q2w3e4r5t", "common"),
        ("aaaaaaaaaaaa", "common"),
        ("ababababab", "common"),
        ("LicenseDesk1!", "common"),
        ("meridian2026", "common"),
        ("Meridian-Surveys", "common"),
        ("mayacollins", "like_account"),
        ("Collins2026", "like_account"),
        ("maya.collins@insights.example", "like_account"),
    ],
)
def test_bad_ones(password: str, code: str) -> None:
    assert problem(password) == code


def test_a_short_name_bans_no_words() -> None:
    assert password_problem("bo sails away", platform="x", personal=("Bo", "bo", "bo@x.example")) is None
