package dev.jacobi;

import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Role;
import dev.jacobi.interpret.Inputs;
import dev.jacobi.op.Op;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What the interpreter reads of a function: the variables as they lie in {@code x}, data and sizes as they are bound. */
record Interpreted(FunctionGraph function, Arguments arguments, double[] x) implements Inputs {
    private Sizes sizes() {
        return Sizes.known(function.sizes(), arguments.ints());
    }

    @Override
    public int size(int index) {
        return arguments.ints()[index];
    }

    @Override
    public double number(Node parameter) {
        return array(parameter)[0];
    }

    @Override
    public double[] array(Node parameter) {
        boolean integers = parameter.is(Op.INTEGERS);
        List<Node> alike = function.parameters().stream()
                .map(FunctionGraph.Parameter::node)
                .filter(node -> node.role() == parameter.role() && node.is(Op.INTEGERS) == integers)
                .toList();
        int from = Bound.length(sizes(), alike.subList(0, alike.indexOf(parameter)));
        int length = Bound.length(sizes(), List.of(parameter));
        if (integers) {
            int first = function.sizes().size() + from;
            return IntStream.range(first, first + length)
                    .mapToDouble(i -> arguments.ints()[i])
                    .toArray();
        }
        return Arrays.copyOfRange(parameter.role() == Role.VARIABLE ? x : arguments.data(), from, from + length);
    }
}
