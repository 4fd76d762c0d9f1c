"""Fault runs: purchases under cuts, time-outs and kill -9 on both sides, judged by the gateway's ledger (A8).

``python -m tests.faults --runs 2000`` (``make faults``). Nothing in the product knows that it is being tested: the
faults come from links that sit between client, server and gateway and from signals to real processes.
"""
