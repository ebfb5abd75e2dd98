package dev.jacobi.jmh;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Role;
import java.util.List;
import java.util.stream.IntStream;

/** A chain of n operations over ten variables, as deep as it is long: n / 2 times e becomes e * x_i + x_j. */
final class Chain {
    static final int VARIABLES = 10;

    private Chain() {}

    private static int factor(int step) {
        return step % VARIABLES;
    }

    private static int summand(int step) {
        return (7 * step + 3) % VARIABLES;
    }

    /** The chain as a formula, one binding a step. */
    static String text(int operations) {
        StringBuilder text = new StringBuilder("function chain(x0, x1, x2, x3, x4, x5, x6, x7, x8, x9) {\n");
        text.append("    e0 = x0\n");
        int steps = operations / 2;
        for (int i = 1; i <= steps; i++) {
            text.append("    e" + i + " = e" + (i - 1) + " * x" + factor(i) + " + x" + summand(i) + "\n");
        }
        return text.append("    return e" + steps + "\n}\n").toString();
    }

    /** The nodes of the variables. */
    static List<Node> variables(Graph graph) {
        return IntStream.range(0, VARIABLES)
                .mapToObj(i -> graph.parameter(Role.VARIABLE, i))
                .toList();
    }

    /** Adds the chain to the graph. */
    static Node add(Graph graph, int operations) {
        List<Node> x = variables(graph);
        Node e = x.get(0);
        for (int i = 1; i <= operations / 2; i++) {
            e = graph.add(graph.multiply(e, x.get(factor(i))), x.get(summand(i)));
        }
        return e;
    }
}
