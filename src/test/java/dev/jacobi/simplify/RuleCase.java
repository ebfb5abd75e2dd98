package dev.jacobi.simplify;

import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Role;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A rule with numbers for its constants p, q, r and integers for its exponents n, m: both sides as nodes over variables, one for each
 * further name.
 *
 * @param names the names that stand for variables, in the variables' order
 */
record RuleCase(
        Rule rule,
        Map<String, Double> constants,
        Map<String, Integer> integers,
        List<String> names,
        Graph graph,
        Node before,
        Node after) {
    private static final double[] CONSTANTS = {1, -1, 2, -3, 0.5, -0.1, 7, 49, 0, -0.0, 6};
    private static final int[] EXPONENTS = {2, 3, 4, 5, -1, -2, -3, 1, 6};

    @Override
    public String toString() {
        return rule.name() + " " + rule.text() + " " + constants + integers;
    }

    /** The rule with all combinations of some constants and exponents that its guards let through. */
    static Stream<RuleCase> of(Rule rule) {
        return of(rule, CONSTANTS);
    }

    static Stream<RuleCase> of(Rule rule, double... constants) {
        Map<String, Type> types = new LinkedHashMap<>();
        types(rule.before(), Type.REAL, types);
        List<Map<String, Double>> numbers = combinations(
                types.keySet().stream().filter(RuleCase::isConstant).toList(), constants);
        List<Map<String, Integer>> exponents = exponents(integerNames(rule.before()));
        return numbers.stream()
                .flatMap(c -> exponents.stream().map(e -> make(rule, types, c, e)))
                .filter(c -> c != null);
    }

    private static boolean isConstant(String name) {
        return List.of("p", "q", "r").contains(name);
    }

    private static RuleCase make(
            Rule rule, Map<String, Type> types, Map<String, Double> constants, Map<String, Integer> integers) {
        Graph g = new Graph(100_000);
        Map<String, Node> nodes = new HashMap<>();
        List<String> names = new ArrayList<>();
        types.forEach((name, type) -> {
            if (isConstant(name)) {
                nodes.put(name, g.constant(constants.get(name)));
            } else {
                Node variable = g.parameter(Role.VARIABLE, names.size());
                nodes.put(name, type == Type.REAL ? variable : g.apply(Op.LE, variable, g.constant(1)));
                names.add(name);
            }
        });
        Node before = build(rule.before(), g, nodes, integers);
        Match match = before == null ? null : rule.before().match(before);
        if (match == null
                || !rule.guards().stream().allMatch(guard -> guard.test().holds(match))) {
            return null;
        }
        return new RuleCase(rule, constants, integers, names, g, before, build(rule.after(), g, nodes, integers));
    }

    /** The node, built plainly; null where the source could not have it, as a power of exponent 0 or 1. */
    private static Node build(Pattern pattern, Graph g, Map<String, Node> nodes, Map<String, Integer> integers) {
        if (pattern.name() != null) {
            return nodes.get(pattern.name());
        }
        if (pattern.op() == Op.CONSTANT) {
            return g.constant(pattern.number());
        }
        Node[] args = pattern.args().stream()
                .map(arg -> build(arg, g, nodes, integers))
                .toArray(Node[]::new);
        if (Stream.of(args).anyMatch(arg -> arg == null)) {
            return null;
        }
        if (pattern.integer() == null) {
            return g.apply(pattern.op(), args);
        }
        Match match = new Match();
        integers.forEach(match::bind);
        int exponent = pattern.integer().value(match);
        return exponent == 0 ? g.constant(1) : exponent == 1 ? args[0] : g.power(args[0], exponent);
    }

    private static void types(Pattern pattern, Type type, Map<String, Type> types) {
        if (pattern.name() != null) {
            types.putIfAbsent(pattern.name(), type);
        }
        for (int i = 0; i < pattern.args().size(); i++) {
            types(pattern.args().get(i), pattern.op().argumentType(i), types);
        }
    }

    private static List<String> integerNames(Pattern pattern) {
        List<String> names = new ArrayList<>(
                pattern.integer() == null ? List.of() : pattern.integer().names());
        pattern.args().forEach(arg -> names.addAll(integerNames(arg)));
        return names.stream().distinct().toList();
    }

    private static List<Map<String, Double>> combinations(List<String> names, double... values) {
        List<Map<String, Double>> all = new ArrayList<>(List.of(Map.of()));
        for (String name : names) {
            List<Map<String, Double>> longer = new ArrayList<>();
            for (Map<String, Double> some : all) {
                for (double value : values) {
                    Map<String, Double> more = new LinkedHashMap<>(some);
                    more.put(name, value);
                    longer.add(more);
                }
            }
            all = longer;
        }
        return all;
    }

    private static List<Map<String, Integer>> exponents(List<String> names) {
        List<Map<String, Integer>> all = new ArrayList<>();
        double[] values =
                java.util.stream.IntStream.of(EXPONENTS).asDoubleStream().toArray();
        for (Map<String, Double> some : combinations(names, values)) {
            Map<String, Integer> integers = new LinkedHashMap<>();
            some.forEach((name, value) -> integers.put(name, value.intValue()));
            all.add(integers);
        }
        return all;
    }
}
