"""Emails that were made to harm: none stops the reading, fills memory, or shows something that runs or loads."""

import time
from datetime import UTC, datetime

import pytest

from amity.mailbox.messages.folding import reply_of
from amity.mailbox.messages.html import as_text, sanitised
from amity.mailbox.messages.parsing import MOST_PARTS, Unreadable, read_mail

NOW = datetime(2026, 11, 28, tzinfo=UTC)
HEAD = (
    b"From: dana@osprey.example\r\nTo: mara@halden.example\r\nMessage-ID: <a@x>\r\n"
    b"Date: Mon, 23 Nov 2026 09:00:00 +0000\r\n"
)


def read(more: bytes, body: bytes = b"Hello"):
    return read_mail(HEAD + more + b"\r\n" + body, NOW)


@pytest.mark.parametrize(
    "source",
    [
        "<script>alert(1)</script>Hello", "<img src='https://track.example/p.gif'>Hello", "<p onclick='x()'>Hello</p>",
        "<a href='javascript:alert(1)'>Hello</a>", "<a href='data:text/html,x'>Hello</a>",
        "<svg onload='x()'><image href='https://track.example/x'/></svg>Hello", "<style>@import 'https://x'</style>Hello",
        "<iframe src='https://x'></iframe>Hello", "<form action='https://x'><input></form>Hello",
        "<div style='background:url(https://track.example/x)'>Hello</div>", "<base href='https://x'>Hello",
        "<meta http-equiv='refresh' content='0;url=https://x'>Hello", "<video src='https://x' autoplay></video>Hello",
        "<link rel='stylesheet' href='https://x'>Hello", "<img src='cid:logo'>Hello",
        "<math><mtext><script>x</script>Hello",
    ],
)  # fmt: skip
def test_html_neither_runs_nor_loads_anything(source):
    shown = sanitised(source)

    for word in (
        "script",
        "src",
        "javascript",
        "data:",
        "style",
        "onclick",
        "onload",
        "track",
        "https",
        "<img",
        "<form",
    ):
        assert word not in shown, shown


def test_links_leave_without_telling_where_from():
    assert 'rel="noopener noreferrer nofollow"' in sanitised("<a href='https://osprey.example'>Here</a>")


def test_a_header_can_not_add_another_one():
    mail = read(b"Subject: =?utf-8?q?Map=0D=0ABcc:_evil@x.example?=\r\n")

    assert mail.envelope.subject == "Map Bcc: evil@x.example"
    assert mail.envelope.blind == ()


def test_ten_thousand_parts_are_counted_and_the_first_ones_read():
    parts = b"".join(b"--b\r\nContent-Type: text/plain\r\n\r\nPart\r\n" for _number in range(10_000))
    began = time.perf_counter()
    mail = read(b'Content-Type: multipart/mixed; boundary="b"\r\n', parts + b"--b--\r\n")

    assert "parts" in mail.faults
    assert mail.text.count("Part") <= MOST_PARTS + 1
    assert time.perf_counter() - began < 60


def test_parts_within_parts_end_somewhere():
    body = b"Hello"
    for number in range(60):
        boundary = f"b{number}".encode()
        body = (
            b'Content-Type: multipart/mixed; boundary="' + boundary + b'"\r\n\r\n--' + boundary + b"\r\n" + body
            + b"\r\n--" + boundary + b"--\r\n"
        )  # fmt: skip

    assert "depth" in read_mail(HEAD + body, NOW).faults


def test_nesting_beyond_what_python_can_follow_is_refused_or_read():
    body = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (at, at) for at in range(3_000))
    try:
        faults = read_mail(HEAD + body, NOW).faults
    except Unreadable as fault:
        faults = (fault.code,)

    assert {"depth", "broken"} & set(faults)


def test_an_email_whose_boundary_is_nowhere_is_read_as_text():
    content_type = b'Content-Type: multipart/mixed; boundary="b"\r\n'
    mail = read(content_type + content_type)

    assert (mail.text, mail.faults) == ("Hello", ("part",))


def test_zero_bytes_and_lone_surrogates_are_left_out():
    mail = read(b"Subject: Map\x00 \xff\xfe\r\nContent-Type: text/plain; charset=utf-8\r\n", b"He\x00llo \xed\xa0\x80")

    assert "\x00" not in mail.envelope.subject + mail.text
    (mail.envelope.subject + mail.text).encode("utf-8")


def test_a_huge_subject_and_ten_thousand_recipients_are_cut():
    people = ", ".join(f"p{number}@x.example" for number in range(10_000)).encode()
    mail = read(b"Subject: " + b"x" * 200_000 + b"\r\nCc: " + people + b"\r\n")

    assert (len(mail.envelope.subject), "subject" in mail.faults, "header" in mail.faults) == (300, True, True)
    assert len(mail.envelope.copied) <= 300


@pytest.mark.parametrize(
    "value", ['"a@b.example" <real@x.example>', "a@b.example <real@x.example>", "Name (c@d) <real@x.example>"]
)
def test_a_name_that_looks_like_an_address_is_not_the_sender(value):
    mail = read_mail(f"From: {value}\r\nSubject: x\r\n\r\nHello".encode(), NOW)

    assert mail.envelope.sender is not None
    assert mail.envelope.sender.address == "real@x.example"


@pytest.mark.parametrize(
    "text",
    ["\n" * 50_000, "On " * 20_000, "From: a\n" * 20_000, "> " * 50_000, "-" * 200_000, "1:11 " * 20_000 + "\n",
     "2026 a@b:\n" * 5_000, "begin 644 x\n" * 5_000],
)  # fmt: skip
def test_folding_takes_no_longer_for_a_text_that_was_made_to(text):
    began = time.process_time()
    reply_of(text)

    assert time.process_time() - began < 3


@pytest.mark.parametrize("charset", ["utf-7", "x-unknown", "hex", "rot13", "zlib", "idna", "unicode_escape", "\udcff"])
def test_an_odd_character_set_is_read_somehow(charset):
    content_type = f"Content-Type: text/plain; charset={charset}\r\n".encode("utf-8", "surrogateescape")

    assert "llo" in read(content_type, b"Hello \xe9").text


def test_text_is_read_from_html_where_there_is_no_other():
    assert as_text("<p>Hello</p><p>Two<br>Three</p><script>x</script>") == "Hello\nTwo\nThree"
