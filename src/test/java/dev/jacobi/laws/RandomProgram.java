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

/**
 * A scalar program as a list of steps, each over earlier ones. The first steps are the variables, then the data. Small enough to be
 * changed step by step (see {@link Shrinker}), and printed as the text of a formula.
 *
 * @param reference a point at which the generator watched the values, variables first, then data
 */
record RandomProgram(int variables, int data, List<Step> steps, List<Integer> results, double[] reference) {

    /** One operation; {@code number} belongs to a constant (a truth is 1 or 0), {@code integer} to POWER and POLYGAMMA. */
    record Step(Op op, int integer, double number, List<Integer> args) {

        static Step of(Op op, Integer... args) {
            return new Step(op, 0, 0, List.of(args));
        }

        static Step constant(double value) {
            return new Step(Op.CONSTANT, 0, value, List.of());
        }

        static Step truth(boolean value) {
            return new Step(Op.TRUTH, 0, value ? 1 : 0, List.of());
        }

        Type type() {
            return op.type();
        }
    }

    int size() {
        return steps.size() - variables - data;
    }

    /** The program as a graph, by the same calls that lowering makes. */
    FunctionGraph toFunction() {
        Graph g = new Graph(1_000_000);
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            nodes.add(
                    i < variables
                            ? g.parameter(Role.VARIABLE, i)
                            : i < variables + data
                                    ? g.parameter(Role.DATA, i - variables)
                                    : node(g, steps.get(i), nodes));
        }
        return FunctionGraph.ofNumbers(
                "f",
                names("x", variables),
                names("d", data),
                g,
                results.stream().map(nodes::get).toList(),
                Origin.BUILT);
    }

    private static Node node(Graph g, Step step, List<Node> nodes) {
        Node[] a = step.args.stream().map(nodes::get).toArray(Node[]::new);
        return switch (step.op) {
            case CONSTANT -> g.constant(step.number);
            case TRUTH -> g.truth(step.number != 0);
            case AND -> g.and(a[0], a[1]);
            case OR -> g.or(a[0], a[1]);
            case NOT -> g.not(a[0]);
            case SELECT -> g.select(a[0], a[1], a[2]);
            case POWER -> step.integer == 0 ? g.constant(1) : step.integer == 1 ? a[0] : g.power(a[0], step.integer);
            // Lowering reads a negated constant as the constant.
            case NEG -> a[0].isConstant() ? g.constant(-a[0].constant()) : g.negate(a[0]);
            case POLYGAMMA -> g.apply(Op.POLYGAMMA, step.integer, a[0]);
            default -> g.apply(step.op, a);
        };
    }

    private static List<String> names(String letter, int count) {
        return IntStream.range(0, count).mapToObj(i -> letter + i).toList();
    }

    /** The program in the language, a binding a step. */
    String toText() {
        StringBuilder out = new StringBuilder("function f(" + String.join(", ", names("x", variables)));
        out.append(data == 0 ? "" : "; " + String.join(", ", names("d", data))).append(") {\n");
        for (int i = variables + data; i < steps.size(); i++) {
            out.append("    ")
                    .append(name(i))
                    .append(" = ")
                    .append(text(steps.get(i)))
                    .append('\n');
        }
        List<String> names = results.stream().map(this::name).toList();
        String result = names.size() == 1 ? names.get(0) : "(" + String.join(", ", names) + ")";
        return out.append("    return ").append(result).append("\n}").toString();
    }

    private String name(int step) {
        return step < variables ? "x" + step : step < variables + data ? "d" + (step - variables) : "t" + step;
    }

    private String text(Step step) {
        List<String> a = step.args.stream().map(this::name).toList();
        return switch (step.op) {
            case CONSTANT -> literal(step.number);
            case TRUTH -> step.number != 0 ? "0 == 0" : "0 != 0";
            case POWER -> a.get(0) + "^" + step.integer;
            case NOT -> "not " + a.get(0);
            case NEG -> "-" + a.get(0);
            case SELECT -> "if " + a.get(0) + " then " + a.get(1) + " else " + a.get(2);
            case POLYGAMMA -> "polygamma(" + step.integer + ", " + a.get(0) + ")";
            case ADD, SUB, MUL, DIV, LT, LE, EQ, AND, OR -> a.get(0) + " " + step.op.symbol() + " " + a.get(1);
            default -> step.op.symbol() + "(" + String.join(", ", a) + ")";
        };
    }

    private static String literal(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        return Double.isInfinite(value) ? value > 0 ? "inf" : "-inf" : Double.toString(value);
    }
}
