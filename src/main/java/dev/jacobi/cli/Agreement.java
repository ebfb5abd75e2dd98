package dev.jacobi.cli;

import dev.jacobi.calculus.Derivatives;
import dev.jacobi.diag.Derivative;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Node;
import dev.jacobi.simplify.Grade;
import java.util.Arrays;
import java.util.List;

/** Compares the ways to compute one result of a function and its derivatives with each other, point after point. */
final class Agreement {
    /** What simplification under real arithmetic may change, relative to the sum of absolute products. */
    private static final double SIMPLIFIED = 1e-9;

    /** Differences are smoke: they tell a wrong derivative from a right one, and no more. */
    private static final double SMOKE = 1e-4;

    /** Rounding errors of a value, in units of its last place; a difference divides them by the step. */
    private static final double NOISE = 64;

    private final Comparison values = new Comparison("value: interpreter = compiled (bits)", false);
    private final Comparison modes = new Comparison("derivative: forward = reverse", false);
    private final Comparison exact = new Comparison("derivative: interpreter = compiled, ieee (bits)", false);
    private final Comparison reverse = new Comparison("derivative: interpreter = compiled, reverse", false);
    private final Comparison forward = new Comparison("derivative: interpreter = compiled, forward", false);
    private final Comparison differences = new Comparison("derivative: forward = central differences (loosely)", true);

    private final FunctionGraph function;
    private final int result;
    private final String name;
    private final Calculation compiled;
    private final Calculation ieee;
    private final Calculation interpreted;
    private final NodeValues compiledNodes;
    private final Conditioning conditioning;
    private final Parting parting;
    /** The derivatives by each variable, in both modes. */
    private final List<Node> tangents;

    private final List<Node> adjoints;

    /**
     * Compares the computations of one result.
     *
     * @param compiled compiled code with default arithmetic
     * @param ieee compiled code whose derivatives keep every bit
     * @param compiledNodes compiled code for single nodes, to find where they part
     */
    Agreement(FunctionGraph function, int result, Calculation compiled, Calculation ieee, NodeValues compiledNodes) {
        this.function = function;
        this.result = result;
        this.name = ResultNames.of(function).get(result);
        this.compiled = compiled;
        this.ieee = ieee;
        this.interpreted = new InterpretedCalculation(function, false);
        this.compiledNodes = compiledNodes;
        Node root = function.results().get(result);
        this.conditioning = new Conditioning(function, root);
        this.parting = new Parting(function, root);
        this.tangents = function.variableNodes().stream()
                .map(variable -> Derivatives.derivative(function.graph(), root, variable))
                .toList();
        this.adjoints = Derivatives.gradient(function.graph(), root, function.variableNodes());
    }

    List<Comparison> comparisons() {
        return List.of(values, modes, exact, reverse, forward, differences);
    }

    void compareAt(Point point) {
        compareValues(point);
        double[] forwardMode = NodeValues.interpreted().of(function.graph(), tangents, point);
        double[] reverseMode = NodeValues.interpreted().of(function.graph(), adjoints, point);
        double[] scale = conditioning.magnitudes(function.variableNodes(), point);
        for (int v = 0; v < scale.length; v++) {
            // Where the products overflow, their order decides what comes out.
            if (Double.isFinite(scale[v])) {
                compareModes(v, forwardMode[v], reverseMode[v], scale[v], point);
                compareDifferences(v, forwardMode[v], point);
            }
        }
        compareExactly(point);
        // In a product with a vector a zero is a number: an infinite partial by one variable concerns all.
        if (Arrays.stream(scale).allMatch(Double::isFinite)) {
            compareCompiled(scale, point);
        }
    }

    private void compareCompiled(double[] scale, Point point) {
        int n = scale.length;
        double[] seed = unit(function.results().size(), result);
        double[] meant = interpreted.run(Derivative.VJP, point, seed);
        double[] found = compiled.run(Derivative.VJP, point, seed);
        for (int v = 0; v < n; v++) {
            compareSimplified(reverse, v, meant[v], found[v], scale[v], point);
            double tangent = interpreted.run(Derivative.JVP, point, unit(n, v))[result];
            double compiledTangent = compiled.run(Derivative.JVP, point, unit(n, v))[result];
            compareSimplified(forward, v, tangent, compiledTangent, scale[v], point);
        }
    }

    private static double[] unit(int length, int position) {
        double[] unit = new double[length];
        unit[position] = 1;
        return unit;
    }

    private String quantity(Point point) {
        return name + " at " + point.text(function);
    }

    private String quantity(int variable, Point point) {
        return "d " + name + "/d " + function.variables().get(variable) + " at " + point.text(function);
    }

    private void compareValues(Point point) {
        double left = interpreted.run(Derivative.VALUE, point)[result];
        double right = compiled.run(Derivative.VALUE, point)[result];
        if (!values.agree(left, right, 0)) {
            String node = parting.ofValues(NodeValues.interpreted(), compiledNodes, point);
            values.disagree(quantity(point), left, right, node);
        }
    }

    private void compareModes(int v, double left, double right, double scale, Point point) {
        if (!modes.agree(left, right, conditioning.rounding() * scale)) {
            Node variable = function.variableNodes().get(v);
            String node = parting.ofDerivatives(
                    parting.forward(variable),
                    parting.reverse(variable),
                    NodeValues.interpreted(),
                    NodeValues.interpreted(),
                    point,
                    inner -> tolerance(inner, variable, point, conditioning.rounding()));
            modes.disagree(quantity(v, point), left, right, node);
        }
    }

    private double tolerance(Node node, Node variable, Point point, double relative) {
        return relative * new Conditioning(function, node).magnitudes(List.of(variable), point)[0];
    }

    private void compareExactly(Point point) {
        int n = point.x().length;
        double[] meant = interpreted.run(Derivative.JACOBIAN, point);
        double[] found = ieee.run(Derivative.JACOBIAN, point);
        for (int v = 0; v < n; v++) {
            double left = meant[result * n + v];
            double right = found[result * n + v];
            if (!exact.agree(left, right, 0)) {
                exact.disagree(quantity(v, point), left, right, partingOfCompiled(v, Grade.IEEE, point, 0));
            }
        }
    }

    private void compareSimplified(Comparison to, int v, double left, double right, double scale, Point point) {
        if (!to.agree(left, right, SIMPLIFIED * scale)) {
            to.disagree(quantity(v, point), left, right, partingOfCompiled(v, Grade.REAL, point, SIMPLIFIED));
        }
    }

    private String partingOfCompiled(int v, Grade grade, Point point, double relative) {
        Node variable = function.variableNodes().get(v);
        return parting.ofDerivatives(
                parting.reverse(variable),
                parting.reverse(variable),
                NodeValues.interpreted(),
                grade == Grade.IEEE ? NodeValues.compiled(Grade.IEEE) : compiledNodes,
                point,
                node -> tolerance(node, variable, point, relative));
    }

    /** Two steps that agree with each other must agree with the derivative; at a kink or a jump they do not. */
    private void compareDifferences(int v, double derivative, Point point) {
        double step = Math.cbrt(Math.ulp(1.0)) * Math.max(1, Math.abs(point.x()[v]));
        double wide = difference(v, step, point);
        double narrow = difference(v, step / 2, point);
        double value = interpreted.run(Derivative.VALUE, point)[result];
        double noise = NOISE * Math.ulp(value) / step;
        double tolerance = SMOKE * Math.max(1, Math.abs(narrow)) + noise;
        boolean converged = Math.abs(wide - narrow) <= tolerance / 4;
        if (converged && Double.isFinite(derivative) && !differences.agree(derivative, narrow, tolerance)) {
            differences.disagree(quantity(v, point), derivative, narrow, null);
        }
    }

    private double difference(int v, double step, Point point) {
        double up = point.x()[v] + step;
        double down = point.x()[v] - step;
        double above = interpreted.run(Derivative.VALUE, point.with(v, up))[result];
        double below = interpreted.run(Derivative.VALUE, point.with(v, down))[result];
        return (above - below) / (up - down);
    }
}
