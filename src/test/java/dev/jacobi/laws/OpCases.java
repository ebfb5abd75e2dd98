package dev.jacobi.laws;

import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Origin;
import dev.jacobi.graph.Role;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every operation as a function of distinct variables; one that stands in {@code Op} is here, so no new one escapes. */
record OpCases(String name, Op op, FunctionGraph function) {
    private static final int[] EXPONENTS = {-64, -7, -2, -1, 0, 1, 2, 3, 5, 64};
    private static final int[] ORDERS = {0, 1, 2, 5};

    @Override
    public String toString() {
        return name;
    }

    static Stream<OpCases> all() {
        return Stream.of(Op.values()).filter(Op::isElementary).flatMap(OpCases::of);
    }

    /** Those of numbers. */
    static Stream<OpCases> real() {
        return all().filter(c -> c.op.type() == Type.REAL && c.op != Op.SELECT);
    }

    private static Stream<OpCases> of(Op op) {
        if (op.takesInteger()) {
            return IntStream.of(op == Op.POWER ? EXPONENTS : ORDERS).mapToObj(n -> of(op, n));
        }
        return Stream.of(of(op, 0));
    }

    private static OpCases of(Op op, int integer) {
        Graph g = new Graph(1_000_000);
        int variables = Math.max(2, op.arity());
        List<Node> x = IntStream.range(0, variables)
                .mapToObj(i -> g.parameter(Role.VARIABLE, i))
                .toList();
        Node[] args = new Node[op.arity()];
        for (int i = 0; i < args.length; i++) {
            args[i] = op.argumentType(i) == Type.REAL ? x.get(i) : g.apply(Op.LE, x.get(i), g.constant(1));
        }
        Node applied = op.takesInteger() ? g.apply(op, integer, args[0]) : g.apply(op, args);
        Node root = op.type() == Type.REAL
                ? applied
                : g.apply(Op.SELECT, applied, g.multiply(x.get(0), x.get(1)), g.subtract(x.get(0), x.get(1)));
        List<String> names = new ArrayList<>();
        x.forEach(v -> names.add("x" + v.index()));
        String name = op + (op.takesInteger() ? " " + integer : "");
        return new OpCases(name, op, FunctionGraph.ofNumbers("f", names, List.of(), g, List.of(root), Origin.BUILT));
    }

    int variables() {
        return function.variables().size();
    }
}
