package dev.jacobi.fuzz;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Pipeline;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.Options;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.FunctionGraph.Parameter;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Role;
import dev.jacobi.interpret.Inputs;
import dev.jacobi.interpret.Interpreter;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import java.util.Arrays;
import java.util.List;

/** Runs a function with all sizes alike, 0, 1 and 2, compiled and interpreted. */
final class Trial implements Inputs {
    private static final Options SERVER = Options.defaults().limits(Limits.server());
    private static final int LARGEST = 2;
    private static final double DATA = 0.75;

    private final FunctionGraph function;
    private final int size;
    private final Lengths lengths;

    private Trial(FunctionGraph function, int size) {
        this.function = function;
        this.size = size;
        this.lengths = new Lengths(function.graph(), size);
    }

    /** @throws IllegalStateException where compiled code and the interpreter differ */
    static void run(FunctionGraph function) {
        CompiledFunction compiled = Pipeline.compile(function, SERVER);
        boolean ran = false;
        JacobiException refusal = null;
        for (int size = function.sizes().isEmpty() ? LARGEST : 0; size <= LARGEST; size++) {
            Trial trial = new Trial(function, size);
            if (trial.lengths.areSmall(function)) {
                ran = true;
                try {
                    trial.compare(compiled);
                } catch (JacobiException e) {
                    refusal = e;
                }
            }
        }
        if (!ran) {
            compiled.source();
        }
        if (refusal != null) {
            throw refusal;
        }
    }

    private CompiledFunction bound(CompiledFunction compiled) {
        CompiledFunction bound = compiled;
        for (String name : function.sizes()) {
            bound = bound.bind(name, size);
        }
        for (Parameter parameter : function.parameters()) {
            if (parameter.role() == Role.DATA) {
                bound = bound(bound, parameter);
            }
        }
        return bound;
    }

    private CompiledFunction bound(CompiledFunction f, Parameter parameter) {
        int length = lengths.of(parameter.node());
        int[] integers = new int[length];
        Arrays.setAll(integers, i -> i % Math.max(1, size));
        double[] reals = new double[length];
        Arrays.fill(reals, DATA);
        boolean integer = parameter.node().is(Op.INTEGERS);
        return integer ? f.bind(parameter.name(), integers) : f.bind(parameter.name(), reals);
    }

    private void compare(CompiledFunction compiled) {
        double[] x = flat(function.variableNodes());
        double[] expected = null;
        IndexOutOfBoundsException outside = null;
        try {
            expected = Interpreter.evaluate(function.graph(), function.results(), this, false);
        } catch (IndexOutOfBoundsException e) {
            outside = e;
        }
        double[] results = new double[lengths.of(function.results())];
        CompiledFunction bound;
        try {
            // Data may be refused as an index already when it is bound.
            bound = bound(compiled);
            bound.value(x, results);
        } catch (JacobiException e) {
            if (e.code() == ErrorCode.ARGUMENT && outside == null) {
                throw new IllegalStateException("an index is outside only in compiled code: " + e.getMessage(), e);
            }
            throw e;
        }
        if (outside != null) {
            throw new IllegalStateException("an index is outside only where interpreted", outside);
        }
        if (!Arrays.equals(expected, results)) {
            throw new IllegalStateException("compiled and interpreted values differ: " + Arrays.toString(results)
                    + " and " + Arrays.toString(expected));
        }
        derivatives(bound, x, results.length);
    }

    private void derivatives(CompiledFunction compiled, double[] x, int m) {
        double[] ones = new double[Math.max(x.length, m)];
        Arrays.fill(ones, 1);
        compiled.jvp(x, Arrays.copyOf(ones, x.length), new double[m]);
        compiled.vjp(x, Arrays.copyOf(ones, m), new double[x.length]);
        if (!function.hasArrays()) {
            compiled.jacobian(x, new double[x.length * m]);
        } else if (function.results().size() == 1 && function.results().get(0).type() != Type.ARRAY) {
            compiled.hessianVectorProduct(x, Arrays.copyOf(ones, x.length), new double[x.length]);
        }
    }

    private double[] flat(List<Node> variables) {
        return variables.stream()
                .map(this::array)
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    @Override
    public double number(Node parameter) {
        return parameter.role() == Role.VARIABLE ? 0.5 + parameter.index() / 8.0 : DATA;
    }

    @Override
    public double[] array(Node parameter) {
        double[] elements = new double[lengths.of(parameter)];
        boolean integers = parameter.is(Op.INTEGERS);
        Arrays.setAll(
                elements,
                i -> integers ? i % Math.max(1, size) : number(parameter) + (isVariable(parameter) ? i / 16.0 : 0));
        return elements;
    }

    private static boolean isVariable(Node parameter) {
        return parameter.role() == Role.VARIABLE;
    }

    @Override
    public int size(int index) {
        return size;
    }
}
