package dev.jacobi.cli;

import dev.jacobi.CompiledFunction;
import dev.jacobi.calculus.Derivatives;
import dev.jacobi.graph.Flattening;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.FunctionGraph.Parameter;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Role;
import dev.jacobi.interpret.Interpreter;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/** Compares the ways to compute a function with arrays and its derivatives, at points that are given or random. */
final class ArrayCheck {
    /** The extent of each size whose arrays are random; random integers are below it, so that they may be indices. */
    private static final int EXTENT = 3;

    private static final double SIMPLIFIED = 1e-9;

    private final Comparison values = new Comparison("value: interpreter = compiled (bits)", false);
    private final Comparison exact = new Comparison("reverse: interpreter = compiled, ieee (bits)", false);
    private final Comparison reverse = new Comparison("reverse: interpreter = compiled", false);
    private final Comparison forward = new Comparison("forward: interpreter = compiled", false);
    private final Comparison modes = new Comparison("derivative: forward = reverse (by products)", false);

    private final FunctionGraph function;
    private final CompiledFunction compiled;
    private final CompiledFunction ieee;
    private final SplittableRandom random;

    ArrayCheck(FunctionGraph function, CompiledFunction compiled, CompiledFunction ieee, long seed) {
        this.function = function;
        this.compiled = compiled;
        this.ieee = ieee;
        this.random = new SplittableRandom(seed);
    }

    List<Comparison> comparisons() {
        return List.of(values, exact, reverse, forward, modes);
    }

    /** A point with what is given fixed and the rest random. */
    ArrayPoint draw(Map<String, ArrayValue> given) {
        Map<String, ArrayValue> point = new LinkedHashMap<>(given);
        ArrayPoint.Sizes sizes = ArrayPoint.sizes(function, given, EXTENT);
        for (Parameter parameter : function.parameters()) {
            point.computeIfAbsent(parameter.name(), name -> draw(parameter.node(), sizes));
        }
        return new ArrayPoint(function, point);
    }

    private ArrayValue draw(Node node, ArrayPoint.Sizes sizes) {
        int[] shape = sizes.shape(node);
        double[] elements = new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = node.is(Op.INTEGERS) ? random.nextInt(EXTENT) : 2 * random.nextDouble() - 1;
        }
        return new ArrayValue(shape, elements);
    }

    void compareAt(ArrayPoint point) {
        double[] x = point.x();
        double[] y = Interpreter.evaluate(function.graph(), function.results(), point, false);
        double[] dx = random.doubles(x.length, -1, 1).toArray();
        double[] yBar = random.doubles(y.length, -1, 1).toArray();
        CompiledFunction f = point.bind(compiled);
        double[] found = new double[y.length];
        f.value(x, found);
        compare(values, "value", y, found, 0);

        List<Node> xs = function.variableNodes();
        double[] jvp = interpreted(point, xs, dx, true);
        double[] vjp = interpreted(point, function.results(), yBar, false);
        double[] dy = new double[y.length];
        f.jvp(x, dx, dy);
        compare(forward, "jvp", jvp, dy, SIMPLIFIED);
        double[] xBar = new double[x.length];
        f.vjp(x, yBar, xBar);
        compare(reverse, "vjp", vjp, xBar, SIMPLIFIED);
        point.bind(ieee).vjp(x, yBar, xBar);
        compare(exact, "vjp", vjp, xBar, 0);
        compareProducts(jvp, yBar, vjp, dx);
    }

    private void compareProducts(double[] jvp, double[] yBar, double[] vjp, double[] dx) {
        double[] left = product(jvp, yBar);
        double[] right = product(vjp, dx);
        if (!modes.agree(left[0], right[0], SIMPLIFIED * (1 + left[1] + right[1]))) {
            modes.disagree("yBar * J * dx", left[0], right[0], null);
        }
    }

    /** The sum of products, and of their absolute values. */
    private static double[] product(double[] a, double[] b) {
        double[] sums = new double[2];
        for (int i = 0; i < a.length; i++) {
            sums[0] += a[i] * b[i];
            sums[1] += Math.abs(a[i] * b[i]);
        }
        return sums;
    }

    /** A product with seeds in the shapes of some nodes, as calculus gives it. */
    private double[] interpreted(ArrayPoint point, List<Node> like, double[] seed, boolean forwardMode) {
        Optional<FunctionGraph> numbers = Flattening.of(function);
        return numbers.isPresent()
                ? interpreted(numbers.get(), point, seed, forwardMode)
                : interpretedLoops(point, like, seed, forwardMode);
    }

    /** The product of a function whose elements are compiled as single numbers. */
    private static double[] interpreted(FunctionGraph flat, ArrayPoint point, double[] seed, boolean forwardMode) {
        Graph g = flat.graph();
        List<Node> xs = flat.variableNodes();
        List<Node> seeds = new ArrayList<>();
        for (int i = 0; i < seed.length; i++) {
            seeds.add(g.parameter(Role.SEED, i));
        }
        List<Node> product = forwardMode
                ? Derivatives.jvp(g, flat.results(), xs, seeds)
                : Derivatives.vjp(g, flat.results(), seeds, xs);
        double[] x = point.x();
        double[] data = point.data();
        return Interpreter.evaluate(
                g,
                product,
                node -> switch (node.role()) {
                    case VARIABLE -> x[node.index()];
                    case DATA -> data[node.index()];
                    case SEED -> seed[node.index()];
                },
                false);
    }

    private double[] interpretedLoops(ArrayPoint point, List<Node> like, double[] seed, boolean forwardMode) {
        Graph g = function.graph();
        List<Node> seeds = new ArrayList<>();
        for (Node node : like) {
            seeds.add(
                    node.type() == Type.ARRAY
                            ? new Loops(g).array(Role.SEED, seeds.size(), false, Loops.extents(node))
                            : g.parameter(Role.SEED, seeds.size()));
        }
        List<Node> xs = function.variableNodes();
        List<Node> product = forwardMode
                ? Derivatives.jvp(g, function.results(), xs, seeds)
                : Derivatives.vjp(g, function.results(), seeds, xs);
        return Interpreter.evaluate(g, product, point.withSeeds(point.shaped(like, seed)), false);
    }

    /** Compares number by number; a tolerance is relative to the largest. */
    private static void compare(Comparison comparison, String name, double[] left, double[] right, double tolerance) {
        double largest = Arrays.stream(left).map(Math::abs).max().orElse(0);
        for (int i = 0; i < left.length; i++) {
            if (!comparison.agree(left[i], right[i], tolerance * (1 + largest))) {
                comparison.disagree(name + "[" + i + "]", left[i], right[i], null);
            }
        }
    }
}
