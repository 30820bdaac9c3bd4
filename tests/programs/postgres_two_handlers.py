#!/usr/bin/env python3
"""Two handlers at once on one site and one PostgreSQL database: chain, serial numbers, limits, single use, accounts and
ticks come out as with one handler.

script/prove runs it with --rounds: a round is about 250 mixed requests."""
import collections
import concurrent.futures
import itertools
import random
import threading

import harness
import postgres_cluster
from handler_pair import STAFF_PASSWORD, HandlerPair
from harness import (Desk, Given, Server, Test, ask, check_page, confirm, hidden_fields, new_data_folder, prove, set_clock,
                     ticket)

ROUNDS = 3  # without --rounds
WORKERS = 8
FORMS = 24          # a round, each confirmed at both handlers at once
ACCEPTED = 12       # cases a round that both handlers accept at once
SUPPLEMENTED = 6    # of these, with one form sent to both at once
REPORTS_AN_HOUR = 20  # of an address: handler/portal/limits.h
TRIES_A_MINUTE = 5    # of a login and an address: handler/desk/entrance/tries.h
TURNS = 4             # tries at once: as many as may hash at both handlers, so that none is turned away as one too many

A_MONTH_LATER = "2026-10-26T10:00:00+08:00"
SUPPLEMENT = "/handle/demo/ticket/supplement"
SIGN_IN = "/handle/desk/demo/sign-in"
# What must give no row, by its name.
NEVER = {
    "a chain has a gap": "SELECT site FROM events GROUP BY site HAVING count(*) <> max(seq)",
    "a link of a chain is broken": "SELECT site, seq FROM (SELECT site, seq, prev, lag(hash) OVER (PARTITION BY site "
                                   "ORDER BY seq) AS before FROM events) AS links WHERE prev <> before",
    "a case has two numbers": "SELECT count(*) FROM cases HAVING count(*) <> count(DISTINCT ticket_hash)",
    "a case was accepted twice": "SELECT case_id FROM events WHERE type = 'accepted' GROUP BY case_id "
                                 "HAVING count(*) > 1",
    "a serial number was given twice": "SELECT serial FROM cases WHERE serial <> '' GROUP BY serial "
                                       "HAVING count(*) > 1",
    "a serial number is missing": "SELECT s.last FROM serials AS s WHERE s.last <> (SELECT count(*) FROM cases AS c "
                                  "WHERE c.site = s.site AND c.serial <> '')",
    "a tick recorded something twice": "SELECT case_id, type, data FROM events WHERE actor_kind = 'system' "
                                       "GROUP BY case_id, type, data, round HAVING count(*) > 1",
}


def minute(number):
    """Times of a morning: the clock stands still within a round."""
    return f"2026-09-24T{10 + number // 60:02}:{number % 60:02}:00+08:00"


class Crowd:
    """Sends from many threads, to both handlers in turn, and counts what it sent."""

    def __init__(self, ports):
        self.ports = itertools.cycle(ports)
        self.lock = threading.Lock()
        self.sent = 0

    def port(self):
        with self.lock:
            self.sent += 1
            return next(self.ports)

    @staticmethod
    def do(jobs, workers=WORKERS):
        """Runs all jobs, some at once, in a random order; returns their results in the given one."""
        order = list(enumerate(jobs))
        random.shuffle(order)
        with concurrent.futures.ThreadPoolExecutor(workers) as pool:
            done = list(pool.map(lambda numbered: (numbered[0], numbered[1]()), order))
        return [result for _, result in sorted(done, key=lambda pair: pair[0])]

    def at_both(self, job):
        """The results of one job that comes to both handlers at the same moment."""
        start = threading.Barrier(2)

        def once(_):
            port = self.port()
            start.wait()
            return job(port)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            return list(pool.map(once, range(2)))


class Morning:
    """Round after round of mixed requests; `wrong` says what came out otherwise than with one handler."""

    def __init__(self, handlers, clock):
        self.handlers, self.clock = handlers, clock
        self.crowd = Crowd(handlers.ports)
        self.numbers, self.accepted, self.wrong = [], [], []
        self.time, self.supplements = 0, 0
        for login in ("wang", "li"):
            assert handlers.add_user(0, login).returncode == 0
        set_clock(clock, minute(0))
        self.desks = [Desk(port, login, STAFF_PASSWORD) for port, login in zip(handlers.ports, ("wang", "li"))]

    def expect(self, what, found, expected):
        if found != expected:
            self.wrong.append(f"{what}: {found} instead of {expected}")

    def forms(self, count, source):
        """Check pages; `source` gives the address of each."""
        return self.crowd.do([lambda i=i: (source(i), check_page(self.crowd.port(), source=source(i)))
                              for i in range(count)])

    def confirm_at_both(self, source, fields):
        answers = self.crowd.at_both(lambda port: confirm(port, fields, source=source))
        self.expect("one form at both handlers", len({answer.number for answer in answers} - {None}), 1)
        return answers[0].number

    def at_both_until_taken(self, what, send, expected):
        """Sends a form of the newest page to both. Both are told to look again if the case went on meanwhile."""
        statuses = [409, 409]
        while statuses == [409, 409]:
            statuses = sorted(send())
        self.expect(what, statuses, expected)

    def accept_at_both(self, case):
        """Two people at two handlers accept a case at the same moment."""
        path = f"/handle/desk/demo/cases/{case}"

        def send():
            desks, both_have_seen_it = iter(self.desks), threading.Barrier(2)

            def accept(port):
                desk = next(desks)
                hidden = hidden_fields(ask(port, path, cookie=desk.cookie).body)
                both_have_seen_it.wait()
                fields = {"csrf": hidden["csrf"], "seen": hidden["seen"], "kind": "matter", "tier": "general",
                          "matter": "不动产登记"}
                return ask(self.crowd.port(), f"{path}/actions/accept", fields, cookie=desk.cookie).status
            return self.crowd.at_both(accept)
        self.at_both_until_taken(f"case {case} accepted at both", send, [303, 409])

    def supplement_at_both(self, number, source):
        """A reporter's browser sends one form twice."""
        def send():
            hidden = hidden_fields(ticket(self.crowd.port(), number, source=source).body)
            fields = {"number": number, "seen": hidden["seen"], "token": hidden["token"], "words": "补充：合同编号是甲零七"}
            return [answer.status for answer in self.crowd.at_both(lambda port: ask(port, SUPPLEMENT, fields, source))]
        self.at_both_until_taken("one supplement at both", send, [200, 200])
        with self.crowd.lock:
            self.supplements += 1

    def look_up(self, number, source):
        self.expect(f"look-up of {number}", ticket(self.crowd.port(), number, source=source).status, 200)

    def tick_at_both(self):
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            ticks = list(pool.map(lambda which: self.handlers.command(which, "tick"), range(2)))
        self.expect("ticks", [tick.returncode for tick in ticks], [0, 0])

    def add_user_at_both(self, login):
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            added = list(pool.map(lambda which: self.handlers.add_user(which, login).returncode == 0, range(2)))
        self.expect("one login at both", sorted(added), [False, True])

    def guess(self, login, source):
        fields = {"login": login, "password": "wrong"}
        return ask(self.crowd.port(), SIGN_IN, fields, source).status

    def new_cases(self):
        found = self.handlers.sql("SELECT case_id FROM cases WHERE state = 'submitted' "
                                  f"ORDER BY case_id LIMIT {ACCEPTED}")
        return [int(case) for case in found.split()]

    def round(self, number):
        network = f"127.{number % 100 + 10}"
        forms = self.forms(FORMS, lambda i: f"{network}.1.{i + 1}")
        from_one = self.forms(REPORTS_AN_HOUR + 2, lambda _: f"{network}.0.1")
        self.time += 1
        set_clock(self.clock, minute(self.time))  # a confirmation within one second is asked again
        known = random.sample(self.numbers, min(len(self.numbers), 3 * FORMS))
        jobs = [lambda form=form: self.confirm_at_both(*form) for form in forms]
        jobs += [lambda case=case: self.accept_at_both(case) for case in self.new_cases()]
        jobs += [lambda i=i, one=one: self.look_up(one, f"{network}.2.{i + 1}") for i, one in enumerate(known)]
        jobs += [lambda i=i, one=one: self.supplement_at_both(one, f"{network}.3.{i + 1}")
                 for i, one in enumerate(known[:SUPPLEMENTED])]
        jobs += [self.tick_at_both, lambda: self.add_user_at_both(f"new-{number}")]
        jobs += [lambda form=form: confirm(self.crowd.port(), form[1], source=form[0]) for form in from_one]
        jobs += [lambda: self.guess(f"guessed-{number}", f"{network}.4.1")] * (TRIES_A_MINUTE + 1)
        done = self.crowd.do(jobs)
        self.numbers += done[:len(forms)]
        answers, guesses = done[-len(from_one) - TRIES_A_MINUTE - 1:-TRIES_A_MINUTE - 1], done[-TRIES_A_MINUTE - 1:]
        self.numbers += [answer.number for answer in answers if answer.number]
        self.expect("reports of one address", collections.Counter(answer.status for answer in answers),
                    {200: REPORTS_AN_HOUR, 429: 2})
        self.expect("guesses at one login", guesses.count(429), 1)


class TwoHandlers(Test):
    def setUp(self):
        super().setUp()
        self.server = postgres_cluster.server_of(self)
        self.time = self.clock(minute(0))
        self.handlers = HandlerPair(self, self.server.new_database("pair", self.folder / "service"), self.time).start()

    def rows(self):
        return {name: rows for name, text in NEVER.items() if (rows := self.handlers.sql(text))}

    def test_mixed_requests_come_out_as_with_one(self):
        random.seed(1)
        morning = Morning(self.handlers, self.time)
        rounds = Given.rounds or ROUNDS
        for number in range(rounds):
            morning.round(number)
            self.assertEqual(morning.wrong[:5], [])
        set_clock(self.time, A_MONTH_LATER)  # limits have passed, so the ticks have much to record
        morning.tick_at_both()
        self.assertGreater(int(self.handlers.sql("SELECT count(*) FROM events WHERE actor_kind = 'system'")), ACCEPTED)
        self.assertEqual(morning.wrong, [])
        self.assertEqual(len(morning.numbers), len(set(morning.numbers)))
        self.assertEqual(self.handlers.sql("SELECT count(*) FROM cases"), str(len(morning.numbers)))
        self.assertGreater(int(self.handlers.sql("SELECT count(*) FROM cases WHERE serial <> ''")), ACCEPTED)
        self.assertEqual(self.handlers.sql("SELECT count(*) FROM events WHERE type = 'supplemented'"),
                         str(morning.supplements))
        self.assertEqual(self.rows(), {})
        self.assertEqual(self.handlers.verify(), "")
        self.assertEqual(self.server.errors(), [])
        size = f"{morning.crowd.sent:,} requests, {len(morning.numbers):,} reports"
        prove("two handlers on one PostgreSQL database", size, "0 doubled, 0 gaps, verification clean")
        print(size + ", ", end="")

    def test_a_login_has_one_count_of_tries_at_both(self):
        crowd = Crowd(self.handlers.ports)
        self.assertEqual(self.handlers.add_user(0, "wang").returncode, 0)
        tries = [lambda: ask(crowd.port(), SIGN_IN, {"login": "wang", "password": "wrong"}).status] * 3 * TURNS
        statuses = collections.Counter(crowd.do(tries, TURNS))
        self.assertEqual(statuses[429], 3 * TURNS - TRIES_A_MINUTE, statuses)
        right = {"login": "wang", "password": STAFF_PASSWORD}
        self.assertEqual([ask(port, SIGN_IN, right).status for port in self.handlers.ports], [429, 429])
        set_clock(self.time, minute(1))
        self.assertEqual([ask(port, SIGN_IN, right).status for port in self.handlers.ports], [303, 303])

    def answers_in_turn(self, ports):
        """The statuses of requests that use up limits, one after another, to these handlers in turn."""
        ports = itertools.cycle(ports)
        wrong = "1234567890123452"
        statuses = [ticket(next(ports), wrong, source="127.7.7.7").status for _ in range(24)]
        statuses += [ask(next(ports), SIGN_IN, {"login": "wu", "password": "wrong"}).status for _ in range(8)]
        statuses += [ask(next(ports), "/handle/demo/ticket", {"number": "12"}, "127.7.7.8").status for _ in range(3)]
        return statuses

    def test_limits_in_turn_are_those_of_one_handler_on_sqlite(self):
        with Server(new_data_folder(self.folder / "alone"), clock=self.time) as alone:
            expected = self.answers_in_turn([alone.port])
        self.assertIn(429, expected)
        self.assertEqual(self.answers_in_turn(self.handlers.ports), expected)

    def test_a_session_holds_and_ends_at_both(self):
        first, second = self.handlers.ports
        self.assertEqual(self.handlers.add_user(0, "wang").returncode, 0)
        desk = Desk(first, "wang", STAFF_PASSWORD)
        page = ask(second, "/handle/desk/demo/", cookie=desk.cookie)
        self.assertEqual(page.status, 200)
        fields = {"csrf": hidden_fields(page.body)["csrf"]}
        ended = ask(second, "/handle/desk/demo/sign-out", fields, cookie=desk.cookie)
        self.assertEqual(ended.status, 303, str(ended))
        self.assertEqual(ask(first, "/handle/desk/demo/", cookie=desk.cookie).status, 303)
        self.assertEqual(self.handlers.command(1, "user", "disable", "--login", "wang").returncode, 0)
        self.assertNotEqual(ask(first, SIGN_IN, {"login": "wang", "password": STAFF_PASSWORD}).status, 303)


if __name__ == "__main__":
    harness.main()
