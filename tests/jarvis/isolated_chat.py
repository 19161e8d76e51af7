"""Run where only loopback exists: starts Jarvis under strace, waits for the page, and chats.

Prints the answer. usage: isolated_chat.py FOLDER; the trace is FOLDER/trace
"""

import sys
from pathlib import Path

import httpx

from tests.serving import served

folder = Path(sys.argv[1])
strace = ["strace", "-f", "--seccomp-bpf", "-qq", "-e", "trace=connect,sendto,sendmsg,sendmmsg"]
with served(folder / "data", under=[*strace, "-o", str(folder / "trace")]) as jarvis:
    health = jarvis.wait_for(page="ready", status="ready")
    assert "gradio" in httpx.get(jarvis.url, timeout=60).text
    answer = httpx.post(
        f"{jarvis.url}/v1/chat/completions",
        json={"messages": [{"role": "user", "content": "Say hello."}], "max_tokens": 12},
        timeout=60,
    )
    said = answer.json()["choices"][0]["message"]["content"]
    sys.stdout.write(f"{health['models'][0]['engine']} {said}")
