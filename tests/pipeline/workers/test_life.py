"""The life of one worker process, heard through its pipe."""

from __future__ import annotations

import multiprocessing
import pickle

from pipeline.workers.life import work_until_let_go
from tests.pipeline import tasks


def test_a_worker_says_that_it_is_ready_works_and_ends_with_its_pipe() -> None:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=work_until_let_go, args=(theirs, 2 << 30, None), daemon=True)
    process.start()
    theirs.close()
    try:
        assert ours.poll(60)
        assert ours.recv() is None
        ours.send_bytes(pickle.dumps((tasks.divide, (6, 2))))
        assert pickle.loads(ours.recv_bytes())[:2] == (True, 3.0)
        ours.send_bytes(pickle.dumps((tasks.divide, (6, 0))))
        well, error, _ = pickle.loads(ours.recv_bytes())
        assert not well
        assert isinstance(error, ZeroDivisionError)
        ours.close()
        process.join(30)
        assert process.exitcode == 0
    finally:
        process.kill()
