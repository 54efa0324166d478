"""The least that can read all menus from IVR 1: bare sockets and ``json``, nothing kept.

    floor.py URL CONNECTIONS [IDS]

With IDS, so many menus a question by ``ivr/query``; without it one by ``ivr/get``.
"""

import json
import socket
import sys
from collections import deque
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait

host, port = sys.argv[1].removeprefix("http://").split(":")
connections = int(sys.argv[2])
chunk = int(sys.argv[3]) if len(sys.argv) > 3 else 1


def ask(method, path, body=b""):
    head = f"{method} /openapi/v1.0/{path} HTTP/1.1\r\nHost: pbx\r\nUser-Agent: floor\r\n"
    head += f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(head.encode() + body)
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
    return json.loads(b"".join(parts).partition(b"\r\n\r\n")[2])


def targets(ids):
    question = f"ivr/get?id={ids[0]}" if chunk == 1 else f"ivr/query?ids={','.join(ids)}"
    data = ask("GET", f"{question}&access_token={token}").get("data", [])
    menus = [data] if isinstance(data, dict) else data
    return {
        menu[name + "_value"]
        for menu in menus
        for name in menu
        if name.endswith("_dest") and menu[name] == "ivr"
    }


login = json.dumps({"username": "demo", "password": "demo"}).encode()
token = ask("POST", "get_token", login)["access_token"]
seen, waiting, running = {"1"}, deque(["1"]), set()
with ThreadPoolExecutor(connections) as pool:
    while waiting or running:
        while waiting and len(running) < connections:
            ids = [waiting.popleft() for _ in range(min(chunk, len(waiting)))]
            running.add(pool.submit(targets, ids))
        done, running = wait(running, return_when=FIRST_COMPLETED)
        for future in done:
            new = future.result() - seen
            seen |= new
            waiting += sorted(new)
ask("GET", f"del_token?access_token={token}")
