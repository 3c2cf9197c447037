"""Plans of both venues against models of the venues, in a time of their own: `nox -s simulate`.

timeline, executor        the simulated executor: the plans and the engine of the clients, with a clock and a luck that are handed in
renewals, signing         other credentials for refused ones, and whose orders are signed
link, weather             what becomes of a request on its way: lost, late, half, refused, slow
orders, limits            what every venue is made of: orders that end once, and counts over rolling windows
fourcasters, predictstreet    the models, with their *_reads and so on, written from the venues' documents: they import nothing of ours
spoiling, spoiling_*      replies that are not what they should be, in ways that a careful reader can see
calls_*, laws_*           what is asked for, and what must be true of how it ends
changes, streams_*, gateways   what feeds tell of what happens at a model, and replay; they import nothing of ours either
wires, shells, errands    connections, and who drives the protocol object of a feed over them as the shells of the clients do
processes, keeping        a process that listens, and what it leaves where it is killed
world, pulling, listening, booking    one run of calls, of a pull, of user feeds, of feeds of books
session, staged    many runs, counted; one call under conditions that a test chooses
mutants*, hunting         mistakes of ours, which must be found
"""
