package dev.jacobi.laws;

import dev.jacobi.Pipeline;
import dev.jacobi.Pipeline.Stage;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.Options;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Role;
import dev.jacobi.interpret.Inputs;
import dev.jacobi.interpret.Interpreter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A function of a text as the interpreter runs it, and its derivatives. Variables are flattened, as in compiled functions. */
public final class Interpreted {
    private final FunctionGraph function;
    private final int[] sizes;
    private final List<double[]> data;

    private Interpreted(FunctionGraph function, int[] sizes, List<double[]> data) {
        this.function = function;
        this.sizes = sizes;
        this.data = data;
    }

    /** The last function of the text, with these sizes in the order in which shapes name them. */
    public static Interpreted of(String text, int... sizes) {
        return new Interpreted(Laws.function(text), sizes, List.of());
    }

    /** The same with data, each parameter flattened. */
    public Interpreted with(double[]... flattened) {
        return new Interpreted(function, sizes, Arrays.asList(flattened));
    }

    public FunctionGraph function() {
        return function;
    }

    public double[] values(double... x) {
        return Interpreter.evaluate(function.graph(), function.results(), inputs(x, List.of()), false);
    }

    public double value(double... x) {
        return values(x)[0];
    }

    public double[] gradient(double... x) {
        return derivative(Derivative.GRADIENT, x, List.of());
    }

    /** The gradient by as many directional derivatives. */
    public double[] forward(double... x) {
        double[] gradient = new double[x.length];
        for (int j = 0; j < x.length; j++) {
            gradient[j] = derivative(Derivative.JVP, x, cut(unit(x.length, j)))[0];
        }
        return gradient;
    }

    /** The Hessian, row-major, by its products with unit vectors. */
    public double[] hessian(double... x) {
        double[] hessian = new double[x.length * x.length];
        for (int j = 0; j < x.length; j++) {
            double[] row = derivative(Derivative.HESSIAN_VECTOR_PRODUCT, x, cut(unit(x.length, j)));
            System.arraycopy(row, 0, hessian, j * x.length, x.length);
        }
        return hessian;
    }

    /** The adjoint of the variables where this is that of the results, each flattened. */
    public double[] vjp(double[] x, double[]... results) {
        return derivative(Derivative.VJP, x, Arrays.asList(results));
    }

    private double[] derivative(Derivative derivative, double[] x, List<double[]> seeds) {
        Stage stage = Pipeline.source(function, derivative, Options.defaults());
        return Interpreter.evaluate(stage.graph(), stage.derivatives(), inputs(x, seeds), false);
    }

    private static double[] unit(int length, int at) {
        double[] unit = new double[length];
        unit[at] = 1;
        return unit;
    }

    private List<double[]> cut(double[] flat) {
        List<double[]> pieces = new ArrayList<>();
        int at = 0;
        for (Node variable : function.variableNodes()) {
            int length = 1;
            for (Node extent : Loops.extents(variable)) {
                length *= extent(extent);
            }
            pieces.add(Arrays.copyOfRange(flat, at, at + length));
            at += length;
        }
        return pieces;
    }

    private int extent(Node node) {
        return switch (node.op()) {
            case INTEGER -> node.integer();
            case SIZE -> sizes[node.index()];
            default -> (int) node.op().meaning(false).of(extent(node.arg(0)), extent(node.arg(1)), 0, 0);
        };
    }

    private Inputs inputs(double[] x, List<double[]> seeds) {
        List<double[]> variables = cut(x);
        return new Inputs() {
            @Override
            public double number(Node parameter) {
                return array(parameter)[0];
            }

            @Override
            public double[] array(Node parameter) {
                List<double[]> arrays = parameter.role() == Role.VARIABLE ? variables : data;
                return (parameter.role() == Role.SEED ? seeds : arrays).get(parameter.index());
            }

            @Override
            public int size(int index) {
                return sizes[index];
            }
        };
    }
}
