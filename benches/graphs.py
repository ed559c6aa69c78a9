#!/usr/bin/env python3
"""Times measures of graphs beside igraph, NetworKit, rustworkx and networkx, and prints a table of ratios.

    python3 -m venv /tmp/peers && /tmp/peers/bin/pip install igraph networkit rustworkx networkx
    /tmp/peers/bin/python benches/graphs.py [--nodes 10000] [--rounds 5] [--jobs betweenness,pagerank]

Peers that are not installed are left out. A graph is made from a seed: a tree of superiors and preferential ties,
five edges a node, one way, with weights. In each round all programs do one job in turn, so that noise meets all alike;
only the call itself is timed, with the graph loaded. The ratio is the fastest peer's median by ours; the last column
says how far the answers differ where both follow the same definition.
"""
import argparse
import importlib.util
import json
import math
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
LONG = {"betweenness", "betweenness weighted", "closeness", "closeness weighted", "harmonic", "key players reaching"}


def make_graph(path, nodes, seed=7):
    """A tree in which each node but the first has a superior, and ties that busy nodes attract."""
    chance = random.Random(seed)
    edges, ends = {}, []

    def tie(source, target, weight):
        if source != target and (source, target) not in edges:
            edges[source, target] = weight
            ends.extend((source, target))

    for node in range(1, nodes):
        tie(node, (node - 1) // 6, chance.uniform(0.5, 1.0))
    while len(edges) < 5 * nodes:
        source, target = chance.randrange(nodes), chance.choice(ends)
        if chance.random() < 0.3:
            source, target = target, source
        tie(source, target, chance.uniform(0.05, 1.0))
    with open(path, "w", encoding="utf-8") as file:
        for (source, target), weight in edges.items():
            file.write(f"{source}\t{target}\t{weight:.4f}\n")


def load(path):
    rows = [line.split("\t") for line in open(path, encoding="utf-8")]
    return [(int(source), int(target), float(weight)) for source, target, weight in rows]


def undirected(edges):
    sums = {}
    for source, target, weight in edges:
        pair = (min(source, target), max(source, target))
        sums[pair] = sums.get(pair, 0.0) + weight
    return sums


def igraph_jobs(nodes, edges):
    import igraph
    graph = igraph.Graph(n=nodes, edges=[edge[:2] for edge in edges], directed=True)
    both = igraph.Graph(n=nodes, edges=list(undirected(edges)))
    weights, lengths = [edge[2] for edge in edges], [1 / edge[2] for edge in edges]
    unlikely = [-math.log(edge[2]) for edge in edges]
    return {
        "betweenness": lambda: sum(graph.betweenness()),
        "betweenness weighted": lambda: sum(graph.betweenness(weights=lengths)),
        "closeness": lambda: graph.closeness(mode="in") and None,
        "closeness weighted": lambda: graph.closeness(mode="in", weights=lengths) and None,
        "harmonic": lambda: sum(graph.harmonic_centrality(mode="in")) * (nodes - 1),
        "pagerank": lambda: max(graph.pagerank(weights=weights)),
        "core numbers": lambda: sum(both.coreness()),
        "cut points": lambda: len(both.articulation_points()),
        "constraint": lambda: sum(value for value in graph.constraint(weights=weights) if value == value),
        "most reliable path": lambda: math.exp(-graph.distances(source=nodes - 1, weights=unlikely)[0][0]),
        "communities": lambda: both.community_leiden(objective_function="modularity", n_iterations=-1) and None,
    }


def networkit_jobs(nodes, edges):
    import networkit
    networkit.setNumberOfThreads(os.cpu_count())

    def made(pairs, directed, weighted=True):
        graph = networkit.Graph(nodes, weighted=weighted, directed=directed)
        for source, target, weight in pairs:
            graph.addEdge(source, target, weight)
        return graph

    sums = [(*pair, weight) for pair, weight in undirected(edges).items()]
    graph, plain, both = made(edges, True), made(edges, True, False), made(sums, False)
    plain_both = made(sums, False, False)
    lengths = made([(s, t, 1 / w) for s, t, w in edges], True)
    unlikely = made([(s, t, -math.log(w)) for s, t, w in edges], True)
    central = networkit.centrality
    general, to_all = central.ClosenessVariant.GENERALIZED, networkit.distance.Dijkstra
    return {
        "betweenness": lambda: sum(central.Betweenness(plain).run().scores()),
        "betweenness weighted": lambda: sum(central.Betweenness(lengths).run().scores()),
        "closeness": lambda: central.Closeness(plain, False, general).run().scores() and None,
        "closeness weighted": lambda: central.Closeness(lengths, False, general).run().scores() and None,
        "harmonic": lambda: central.HarmonicCloseness(plain, False).run().scores() and None,
        "pagerank": lambda: max(central.PageRank(graph, 0.85, 1e-8 / nodes).run().scores()),
        "eigenvector": lambda: max(central.EigenvectorCentrality(both, 1e-6).run().scores()),
        "katz": lambda: max(central.KatzCentrality(graph, 0.005, 1.0, 1e-8).run().scores()),
        "core numbers": lambda: sum(central.CoreDecomposition(plain_both).run().scores()),
        "cut points": lambda: networkit.components.BiconnectedComponents(plain_both).run() and None,
        "most reliable path": lambda: math.exp(-to_all(unlikely, nodes - 1, False).run().getDistances()[0]),
        "key players reaching": lambda: reach(edges, nodes, central.GroupHarmonicCloseness(plain_both, 5).run()),
    }


def reach(edges, nodes, found):
    """What Waterline calls DR of the set that NetworKit found; the walk takes far less time than the search."""
    near, front = {node: 0 for node in found.groupMaxHarmonicCloseness()}, []
    rows = [[] for _ in range(nodes)]
    for source, target in undirected(edges):
        rows[source].append(target)
        rows[target].append(source)
    front = list(near)
    for node in front:
        for other in rows[node]:
            if other not in near:
                near[other] = near[node] + 1
                front.append(other)
    return sum(1 / max(steps, 1) for steps in near.values()) / nodes


def rustworkx_jobs(nodes, edges):
    import rustworkx
    graph, both = rustworkx.PyDiGraph(), rustworkx.PyGraph()
    graph.add_nodes_from(range(nodes))
    graph.add_edges_from(edges)
    both.add_nodes_from(range(nodes))
    both.add_edges_from([(*pair, 1.0) for pair in undirected(edges)])
    to_all = rustworkx.dijkstra_shortest_path_lengths
    return {
        "betweenness": lambda: sum(rustworkx.digraph_betweenness_centrality(graph, normalized=False).values()),
        "closeness": lambda: sum(rustworkx.digraph_closeness_centrality(graph).values()),
        "pagerank": lambda: max(rustworkx.pagerank(graph, weight_fn=float, tol=1e-8 / nodes, max_iter=500).values()),
        "most reliable path": lambda: math.exp(-to_all(graph, nodes - 1, lambda weight: abs(math.log(weight)))[0]),
        "core numbers": lambda: sum(rustworkx.core_number(both).values()),
        "cut points": lambda: len(rustworkx.articulation_points(both)),
    }


def networkx_jobs(nodes, edges):
    import networkx
    graph, both = networkx.DiGraph(), networkx.Graph()
    graph.add_nodes_from(range(nodes))
    graph.add_weighted_edges_from(edges)
    both.add_nodes_from(range(nodes))
    both.add_weighted_edges_from((*pair, weight) for pair, weight in undirected(edges).items())

    def katz():
        # The length is 1, as ours; the tolerance is networkx's own.
        return max(networkx.katz_centrality(graph, alpha=0.005, weight="weight", tol=1e-10, max_iter=5000).values())

    jobs = {
        "pagerank": lambda: max(networkx.pagerank(graph, tol=1e-8 / nodes, max_iter=500).values()),
        "katz": katz,
        "core numbers": lambda: sum(networkx.core_number(both).values()),
        "cut points": lambda: len(list(networkx.articulation_points(both))),
        "constraint": lambda: sum(v for v in networkx.constraint(graph, weight="weight").values() if v == v),
    }
    if nodes <= 1000:
        jobs["betweenness"] = lambda: sum(networkx.betweenness_centrality(graph, normalized=False).values())
        jobs["closeness"] = lambda: sum(networkx.closeness_centrality(graph).values())
        jobs["harmonic"] = lambda: sum(networkx.harmonic_centrality(graph).values())
    return jobs


PEERS = {"igraph": igraph_jobs, "networkit": networkit_jobs, "rustworkx": rustworkx_jobs, "networkx": networkx_jobs}


class Worker:
    """A process that holds the graph and does jobs when told."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=HERE)
        self.jobs = self.answer()

    def answer(self):
        for line in self.process.stdout:
            if line[:1] in "[{":
                return json.loads(line)
        raise SystemExit(f"{self.process.args} ended without an answer")

    def do(self, job):
        self.process.stdin.write(job + "\n")
        self.process.stdin.flush()
        return self.answer()


def work(peer, path, nodes):
    jobs = PEERS[peer](nodes, load(path))
    print(json.dumps(list(jobs)), flush=True)
    for line in sys.stdin:
        started = time.perf_counter()
        check = jobs[line.strip()]()
        taken = (time.perf_counter() - started) * 1e3
        print(json.dumps({"ms": taken, "check": check}), flush=True)


def differs(ours, theirs):
    if theirs is None or ours is None:
        return "–"
    return f"{abs(ours - theirs) / max(abs(theirs), 1e-300):.0e}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nodes", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--jobs", default="")
    parser.add_argument("--work", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.work:
        return work(options.work[0], options.work[1], options.nodes)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "graph.tsv")
        make_graph(path, options.nodes)
        workers = {"waterline": Worker(["cargo", "bench", "--quiet", "--bench", "graphs", "--", path])}
        for peer in PEERS:
            if importlib.util.find_spec(peer):
                mine = [sys.executable, os.path.abspath(__file__), "--nodes", str(options.nodes), "--work", peer, path]
                workers[peer] = Worker(mine)
            else:
                print(f"{peer} is not installed and left out", file=sys.stderr)
        wanted = [job for job in workers["waterline"].jobs if job in (options.jobs.split(",") if options.jobs else workers["waterline"].jobs)]
        peers = [peer for peer in workers if peer != "waterline"]
        print(f"{options.nodes} nodes, medians of {options.rounds} in ms, {os.cpu_count()} cores")
        print("| job | waterline | " + " | ".join(peers) + " | ratio | difference |")
        print("|---" * (len(peers) + 4) + "|")
        for job in wanted:
            if job in LONG and options.nodes > 20_000 and not options.jobs:
                continue
            able = [name for name, worker in workers.items() if job in worker.jobs]
            times, checks = {name: [] for name in able}, {}
            for _ in range(options.rounds):
                for name in able:
                    answer = workers[name].do(job)
                    times[name].append(answer["ms"])
                    checks[name] = answer["check"]
            medians = {name: statistics.median(times[name]) for name in able}
            others = {name: medians[name] for name in able if name != "waterline"}
            cells = [f"{medians[name]:.3g}" if name in medians else "–" for name in ["waterline", *peers]]
            best = min(others, key=others.get) if others else None
            ratio = f"{others[best] / medians['waterline']:.1f}× {best}" if best else "–"
            known = [name for name in others if isinstance(checks[name], (int, float)) and math.isfinite(checks[name])]
            apart = differs(checks["waterline"], checks[known[0]]) if known else "–"
            print("| " + " | ".join([job, *cells, ratio, apart]) + " |", flush=True)


if __name__ == "__main__":
    main()
