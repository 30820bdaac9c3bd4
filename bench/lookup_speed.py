"""Ticket look-ups per second of `handler serve` against a bare cpp-httplib server with answers of the same size and the
same headers: same client, same persistent connections, same request."""
import socket
import time

import people
import place
import rounds

SECONDS = 1.5
CONNECTIONS = 8
# The peer's library sends these by itself, or is told of them with the page.
LIBRARYS_OWN = ("content-length", "content-type", "connection", "keep-alive", "date")

# A complete case at the desk of the demo county: role, action, fields.
LIFE = (
    ("front_desk", "accept", {"kind": "matter", "tier": "general", "matter": "不动产登记"}),
    ("dispatcher", "dispatch", {"unit": "natural_resources"}),
    ("unit", "sign_for", {}),
    ("unit", "reply", {"outcome": "resolved", "reply": "已经办好，请带身份证来取证。"}),
    ("front_desk", "feed_back", {"channel": "written", "reply": "已经办好，请带身份证来取证。"}),
    ("front_desk", "close", {"cause": "other"}),
)


def new_ticket(port, site):
    person = people.Person(port)
    fields = people.confirmation(person, site, people.filled_form(person, site))
    time.sleep(1.1)
    return people.ticket_number(person.must(200, "POST", f"/handle/{site}/report", fields))


def live_through(where, data, port, site):
    """Takes the only case of `site` from acceptance to closing, using the desk's forms."""
    staff = people.staff_of(where, data, site, port)
    case = staff["front_desk"].first_case(site)
    for role, action, fields in LIFE:
        staff[role].act(site, case, action, fields)


def ticket_request(site, number, version="1.1"):
    return people.post_bytes(f"/handle/{site}/ticket", [("number", number)], "203.0.113.1", version)


def page_of(port, site, number):
    return people.Person(port).must(200, "POST", f"/handle/{site}/ticket", [("number", number)])


def headers_of(port, request):
    """The headers of the handler's answer that a program above cpp-httplib sets, as name, value, name, value."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(request)
        head = b""
        while b"\r\n\r\n" not in head:
            head += connection.recv(65536)
    lines = head.partition(b"\r\n\r\n")[0].decode().split("\r\n")[1:]
    pairs = [line.split(": ", 1) for line in lines]
    return [text for name, value in pairs if name.lower() not in LIBRARYS_OWN for text in (name, value)]


def row(where, port, site, number, what, count):
    size = len(page_of(port, site, number).encode())
    headers = headers_of(port, ticket_request(site, number))
    bare, bare_port = where.start([place.PEERS / "bench_bare_server", str(size), *headers])
    request = [ticket_request(site, number)]

    def rate(of_port):
        def once():
            answers = where.ask(of_port, CONNECTIONS, SECONDS, request)
            return answers["answers"] / answers["seconds"]
        return once

    ours, peer = rounds.alternate(count, rate(port), rate(bare_port))
    where.stop(bare)
    return rounds.Row(f"look-up: {what} ({size // 1000} kB), against bare cpp-httplib", "/s", ours, peer, least=0.3,
                      aim=0.5)


def measure(where, data, port, new_site, done_site, count):
    """Returns two rows: a new case, which shows the forecast, and a closed one."""
    new, done = new_ticket(port, new_site), new_ticket(port, done_site)
    live_through(where, data, port, done_site)
    return [row(where, port, new_site, new, "a new case", count),
            row(where, port, done_site, done, "a closed case", count)], done
