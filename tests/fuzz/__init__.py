"""Mutated replies and frames over real loopback sockets, against the public clients, judged by what the venues document.

Nothing here imports the adapters' own modules: the judge is written from the venues' documents and the public vocabulary.
"""
