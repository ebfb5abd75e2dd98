package dev.jacobi.explain;

import dev.jacobi.calculus.Derivatives;
import dev.jacobi.explain.LoopExplanation.Value;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Role;
import dev.jacobi.interpret.Inputs;
import dev.jacobi.interpret.Interpreter;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The numbers of an explanation at a point: the interpreter's, operation by operation. */
final class LoopNumbers {
    private final FunctionGraph function;
    private final Inputs point;
    private final Map<String, Value> values = new LinkedHashMap<>();
    private final Map<String, Value> adjoints = new HashMap<>();

    LoopNumbers(FunctionGraph function, Inputs point) {
        this.function = function;
        this.point = point;
        for (FunctionGraph.Parameter parameter : function.parameters()) {
            Node node = parameter.node();
            double[] elements = node.is(Op.PARAMETER) ? new double[] {point.number(node)} : point.array(node);
            values.put(parameter.name(), new Value(parameter.name(), shape(node, point), elements));
        }
    }

    private static List<Integer> shape(Node node, Inputs sizes) {
        boolean array = node.type() == Type.ARRAY || node.type() == Type.INTEGERS;
        return array
                ? Loops.extents(node).stream()
                        .map(extent -> integer(extent, sizes))
                        .toList()
                : List.of();
    }

    /** Recurses over one extent only. */
    private static int integer(Node extent, Inputs sizes) {
        return switch (extent.op()) {
            case INTEGER -> extent.integer();
            case SIZE -> sizes.size(extent.index());
            default ->
                (int) extent.op().meaning(false).of(integer(extent.arg(0), sizes), integer(extent.arg(1), sizes), 0, 0);
        };
    }

    /** Works out a step, in terms of what is known. */
    void evaluate(String name, FunctionGraph step) {
        Node root = step.results().get(0);
        Inputs inputs = inputs(step, null);
        double[] elements = Interpreter.evaluate(step.graph(), List.of(root), inputs, false);
        values.put(name, new Value(name, shape(root, inputs), elements));
    }

    /** The adjoint of a name before anything contributes to it: 0, and 1 for the result. */
    Value adjoint(String name, boolean result) {
        Value value = values.get(name);
        double[] elements = new double[value.elements().length];
        Arrays.fill(elements, result ? 1 : 0);
        Value adjoint = new Value(name, value.shape(), elements);
        adjoints.put(name, adjoint);
        return adjoint;
    }

    /** Adds what a step contributes to an adjoint. */
    void add(Value adjoint, LoopExplainer.Step step, Node contribution) {
        Inputs inputs = inputs(step.function(), adjoints.get(step.name()));
        double[] added = Interpreter.evaluate(step.graph(), List.of(contribution), inputs, false);
        for (int i = 0; i < added.length; i++) {
            adjoint.elements()[i] += added[i];
        }
    }

    /**
     * Puts the gradient's elements in the place of those that are NaN. Calculus forms no product with an adjoint that is not there, while
     * a step that is explained by itself takes it as the number 0, which an infinite factor makes NaN.
     */
    void complete(Value adjoint, Node variable) {
        Node gradient = Derivatives.gradient(
                        function.graph(), function.results().get(0), List.of(variable))
                .get(0);
        double[] exact = Interpreter.evaluate(function.graph(), List.of(gradient), point, false);
        for (int i = 0; i < exact.length; i++) {
            adjoint.elements()[i] = Double.isNaN(adjoint.elements()[i]) ? exact[i] : adjoint.elements()[i];
        }
    }

    List<Value> values() {
        return new ArrayList<>(values.values());
    }

    private Inputs inputs(FunctionGraph step, Value seed) {
        return new Inputs() {
            @Override
            public double number(Node parameter) {
                return array(parameter)[0];
            }

            @Override
            public double[] array(Node parameter) {
                return parameter.role() == Role.SEED
                        ? seed.elements()
                        : values.get(step.nameOf(parameter)).elements();
            }

            @Override
            public int size(int index) {
                return point.size(function.sizes().indexOf(step.sizes().get(index)));
            }
        };
    }
}
