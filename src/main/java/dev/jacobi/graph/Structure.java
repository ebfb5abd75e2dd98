package dev.jacobi.graph;

import dev.jacobi.op.Op;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/** Hash and order of nodes by structure: the same in every graph, so that output never depends on typing order or memory. */
final class Structure {
    private Structure() {}

    static long hash(Op op, long payload, Node[] args) {
        long hash = mix(op.ordinal() + 1, payload);
        for (Node arg : args) {
            hash = mix(hash, arg.hash());
        }
        return hash;
    }

    /** A finalizer of the splitmix kind: every bit of both arguments reaches every bit of the result. */
    private static long mix(long a, long b) {
        long z = a * 0x9E3779B97F4A7C15L + b;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** A total order of structures: by hash, and by a walk of both where two structures share one. */
    static int compare(Node a, Node b) {
        int order = Long.compareUnsigned(a.hash(), b.hash());
        return order != 0 || a == b ? order : compareDeeply(a, b);
    }

    private record Pair(Node a, Node b) {}

    private static int compareDeeply(Node first, Node second) {
        Deque<Pair> open = new ArrayDeque<>();
        Set<Pair> seen = new HashSet<>();
        open.push(new Pair(first, second));
        while (!open.isEmpty()) {
            Pair pair = open.pop();
            if (pair.a == pair.b || !seen.add(pair)) {
                continue;
            }
            int order = pair.a.op().compareTo(pair.b.op());
            if (order == 0) {
                order = Long.compare(pair.a.payload(), pair.b.payload());
            }
            if (order != 0) {
                return order;
            }
            for (int i = pair.a.arity() - 1; i >= 0; i--) {
                open.push(new Pair(pair.a.arg(i), pair.b.arg(i)));
            }
        }
        return 0;
    }
}
