"""Several processes that answer at one address.

Guarantees: each makes the application for itself, and a page made by one is sent back to any other; what an address may do within a
time is shared out among them, so that all together allow no more than one alone; none outlives the process that watches over them.
"""

import multiprocessing
import os
import signal
import socket
import threading
from multiprocessing.process import BaseProcess

import msgspec
import uvicorn
from fastapi import FastAPI
from uvicorn.supervisors import Multiprocess

from banggiao.settings import Settings
from banggiao.web.app import create_app
from banggiao.web.forms import new_secret
from banggiao.web.shares import Share

_CONNECTIONS = 1_000
_PATIENCE = 60
"""Seconds that a process may take to start, or to answer its watcher on a busy machine, before it is replaced."""


class Worker(msgspec.Struct, frozen=True):
    """What a process makes the application of; it can be sent to another process."""

    settings: Settings
    team: bool
    share: Share

    def __call__(self) -> FastAPI:
        """The application."""
        if (watcher := multiprocessing.parent_process()) is not None:
            threading.Thread(target=_end_with, args=(watcher,), daemon=True).start()
        return create_app(self.settings, team=self.team, share=self.share)


def _end_with(watcher: BaseProcess) -> None:
    """End this process, as if it were asked to, once the one that watches over it is gone."""
    watcher.join()
    os.kill(os.getpid(), signal.SIGTERM)


def run(settings: Settings, team: bool, listener: socket.socket, workers: int) -> None:
    """Answer what comes in there until interrupted. One worker is this process, several are others that it watches over."""
    share = Share(workers, new_secret())
    config = uvicorn.Config(
        Worker(settings, team, share),
        factory=True,
        workers=workers,
        log_level="warning",
        access_log=False,
        limit_concurrency=_CONNECTIONS,
        timeout_worker_healthcheck=_PATIENCE,
    )
    if workers == 1:
        uvicorn.Server(config).run(sockets=[listener])
    else:
        Multiprocess(config, sockets=[listener]).run()
