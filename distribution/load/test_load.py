#!/usr/bin/env python3
# Copyright 2026 The Soma Authors
# SPDX-License-Identifier: Apache-2.0
"""Tests of natsload and compare against a small server that makes mistakes on purpose. Needs no NATS server.

    python3 test_load.py            run the tests
    python3 test_load.py serve ...  be that server
"""

import argparse
import asyncio
import json
import runpy
import socket
import subprocess
import sys
import time
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
COMPARE = HERE / "compare"
EVERY = 999     # each EVERY-th delivery goes wrong, odd so that each of two subscribers is hit; requests and replies are spared
MAX_PENDING = 512 * 1024    # the "impatient" server closes a subscriber this far behind


class FaultyServer:
    """Exact subjects, * as last token, replies: just enough for one-to-one, one-to-many, pub, request and stuck-subscriber."""

    def __init__(self, fault: str):
        self.fault = fault
        self.delivered = 0
        self.subscribers: dict[bytes, list] = {}
        self.held = None

    async def client(self, reader, writer):
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 64 * 1024)
        writer.write(b'INFO {"server_id":"fake","max_payload":1048576,"headers":true}\r\n')
        try:
            while line := await reader.readline():
                word, *rest = line.split()
                if word == b"PING":
                    if self.fault == "hang" and self.delivered:
                        await asyncio.sleep(3600)
                    writer.write(b"PONG\r\n")
                elif word == b"SUB":
                    self.subscribers.setdefault(rest[0], []).append((writer, rest[-1]))
                elif word == b"PUB":
                    payload = await reader.readexactly(int(rest[-1]) + 2)
                    wildcard = rest[0].rpartition(b".")[0] + b".*"
                    for target, sid in [*self.subscribers.get(rest[0], ()), *self.subscribers.get(wildcard, ())]:
                        if target.transport.get_write_buffer_size() > MAX_PENDING and self.fault == "impatient":
                            target.transport.abort()
                        if not target.transport.is_closing():
                            head = b"MSG %s %s %s\r\n" % (rest[0], sid, b" ".join(rest[1:]))
                            self.deliver(target, head, payload, faultless=len(rest) > 2 or rest[0].startswith(b"_INBOX."))
                    await asyncio.sleep(0)  # lets the transports write
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        writer.close()

    def deliver(self, target, head: bytes, payload: bytes, faultless: bool):
        if faultless:
            target.write(head + payload)
            return
        self.delivered += 1
        wrong = self.delivered % EVERY == 0
        if wrong and self.fault == "drop":
            return
        if wrong and self.fault == "swap":
            self.held = head + payload
            return
        if wrong and self.fault == "corrupt":
            payload = payload[:-3] + b"\x00\r\n" if payload[-3:-2] != b"\x00" else payload[:-3] + b"\x01\r\n"
        target.write(head + payload)
        if wrong and self.fault == "duplicate":
            target.write(head + payload)
        if self.held and not wrong:
            target.write(self.held)
            self.held = None


def serve(arguments: list[str]) -> None:
    p = argparse.ArgumentParser()
    p.add_argument("--fault", default="none")
    p.add_argument("-a")
    p.add_argument("-p", type=int)
    p.add_argument("-js", action="store_true")
    p.add_argument("-sd")
    args, _ = p.parse_known_args(arguments)

    async def forever():
        server = await asyncio.start_server(FaultyServer(args.fault).client, "127.0.0.1", args.p)
        await server.serve_forever()
    asyncio.run(forever())


def server_command(fault: str) -> str:
    return f"{sys.executable} {Path(__file__).resolve()} serve --fault {fault}"


class NatsloadTest(unittest.TestCase):
    """Each mistake of the server is found and counted under its name."""

    def load(self, fault: str, *options: str, scenario: str = "one-to-one") -> tuple[int, dict]:
        compare = runpy.run_path(str(COMPARE))
        natsload, port = compare["build_natsload"](False), compare["free_port"]()
        server = subprocess.Popen([*server_command(fault).split(), "-p", str(port)])
        try:
            for _ in range(200):
                done = subprocess.run([natsload, scenario, "-p", str(port), "-n", "5500", "--timeout", "8", *options],
                                      capture_output=True, text=True)
                if "refused" not in done.stdout:
                    break
                time.sleep(0.02)
            return done.returncode, json.loads(done.stdout)
        finally:
            server.kill()
            server.wait()

    def check(self, fault: str, *options: str, scenario: str = "one-to-one", **expected: int) -> dict:
        status, result = self.load(fault, *options, scenario=scenario)
        found = {k: result[k] for k in ("missing", "duplicated", "out_of_order", "corrupt", "unexpected") if result[k]}
        self.assertEqual((status, result["ok"], found), (1 if expected else 0, not expected, expected), result)
        return result

    def test_clean(self): self.check("none")
    def test_drop(self): self.check("drop", missing=5)
    def test_duplicate(self): self.check("duplicate", duplicated=5)
    def test_swap(self): self.check("swap", out_of_order=5)
    def test_corrupt(self): self.check("corrupt", corrupt=5, missing=5)

    def test_many_subscribers(self): self.check("none", "-n", "300", "--subs", "40", scenario="one-to-many")
    def test_many_subscribers_drop(self): self.check("drop", "-n", "300", "--subs", "40", scenario="one-to-many", missing=12)
    def test_many_publishers(self): self.check("none", "--pubs", "100", scenario="many-to-one")

    def test_beside_bulk(self):
        result = self.check("none", "-n", "100", "--lag", "20000", scenario="request-beside-bulk")
        self.assertEqual(result["ops"], 100)
        self.assertGreater(result["latency_us"]["p50"], 0)
        self.assertGreater(result["flow_per_second"], 0)
        self.assertGreater(result["expected"], 100)

    def test_beside_bulk_drop(self):
        status, result = self.load("drop", "-n", "300", "--lag", "2000000", scenario="request-beside-bulk")
        self.assertEqual((status, result["ops"], result["missing"]), (1, 300, (result["expected"] - 300) // EVERY), result)

    def test_stuck_is_closed(self):
        self.assertIs(self.check("impatient", "-n", "20000", "--lag", "100000", scenario="stuck-subscriber")["stuck_closed"], True)

    def test_stuck_is_kept(self):
        self.assertIs(self.check("none", "-n", "20000", scenario="stuck-subscriber")["stuck_closed"], False)

    def test_stuck_drop(self):
        self.check("drop", "-n", "20000", scenario="stuck-subscriber", missing=20)     # the stuck one misses 20, too

    def test_hang(self):
        status, result = self.load("hang", "--timeout", "2")
        self.assertEqual((status, result["ok"]), (1, False))
        self.assertIn("not finished after 2 s", result["error"])


class CompareTest(unittest.TestCase):

    def compare(self, a: str, b: str, *options: str) -> subprocess.CompletedProcess:
        return subprocess.run([COMPARE, server_command(a), server_command(b), "--scenarios", "one-to-one/128", "--rounds", "1",
                               "--seconds", "0.2", "--warmup", "0", *options], capture_output=True, text=True)

    def test_json(self):
        done = self.compare("none", "none", "--json", "--require", "0.001")
        self.assertEqual(done.returncode, 0, done.stderr)
        row, = json.loads(done.stdout)["scenarios"]
        self.assertGreater(row["ratio"], 0)

    def test_require(self):
        self.assertEqual(self.compare("none", "none", "--require", "1000").returncode, 1)

    def test_warm_up(self):
        done = self.compare("none", "none", "--warmup", "0.2", "--json", "-")
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_lost_message_in_warm_up(self):
        done = self.compare("none", "drop", "--warmup", "0.5")
        self.assertIn("one-to-one/128, warm-up, round 1", done.stderr)

    def test_groups(self):
        compare = runpy.run_path(str(COMPARE))
        choose, scenarios = compare["choose"], compare["SCENARIOS"]
        self.assertEqual(choose("all"), list(scenarios))
        self.assertEqual(sorted(choose("core") + choose("js")), sorted(scenarios))
        self.assertFalse([s for s in choose("core,latency,!js") if s.startswith("js-")])
        self.assertEqual(choose("js-get,pub/16"), ["js-get/file", "pub/16"])
        self.assertEqual(choose("quick"), compare["QUICK"])
        for wrong in ("nonsense", "js,!js"):
            with self.assertRaises(compare["Trouble"]):
                choose(wrong)

    def test_lost_message(self):
        done = self.compare("none", "drop")
        self.assertEqual(done.returncode, 1)
        self.assertIn("missing", done.stderr)

    def test_server_that_does_not_start(self):
        done = subprocess.run([COMPARE, "false", "false"], capture_output=True, text=True)
        self.assertEqual(done.returncode, 2)
        self.assertIn("ended with status 1", done.stderr)


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        serve(sys.argv[2:])
    else:
        unittest.main()
