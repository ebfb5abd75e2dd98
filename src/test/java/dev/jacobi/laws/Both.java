package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Pipeline;
import dev.jacobi.diag.Arithmetic;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.FunctionGraph.Parameter;
import dev.jacobi.graph.Role;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.assertj.core.data.Offset;

/** A function interpreted and compiled, by the source's own definitions: both must give the same bits, or both fail. */
final class Both {
    private static final Offset<Double> NEAR = within(1e-12);

    private final Interpreted interpreted;
    private final CompiledFunction compiled;

    private Both(Interpreted interpreted, CompiledFunction compiled) {
        this.interpreted = interpreted;
        this.compiled = compiled;
    }

    /** @param sizes by the order in which the shapes of the parameters mention them */
    static Both of(String text, int... sizes) {
        Interpreted interpreted = Interpreted.of(text, sizes);
        FunctionGraph function = interpreted.function();
        CompiledFunction compiled =
                Pipeline.compile(function, Options.defaults().arithmetic(Arithmetic.IEEE));
        for (int i = 0; i < sizes.length; i++) {
            compiled = compiled.bind(function.sizes().get(i), sizes[i]);
        }
        return new Both(interpreted, compiled);
    }

    /** The same function with this data, each parameter flattened. */
    Both with(double[]... data) {
        CompiledFunction bound = compiled;
        List<Parameter> parameters = interpreted.function().parameters().stream()
                .filter(parameter -> parameter.role() == Role.DATA)
                .toList();
        for (int i = 0; i < data.length; i++) {
            boolean number = parameters.get(i).node().arity() == 0;
            String name = parameters.get(i).name();
            bound = number ? bound.bind(name, data[i][0]) : bound.bind(name, data[i]);
        }
        return new Both(interpreted.with(data), bound);
    }

    double[] values(double... x) {
        return same(() -> interpreted.values(x), y -> compiled.value(x, y));
    }

    double value(double... x) {
        return same(() -> interpreted.values(x), y -> y[0] = compiled.value(x))[0];
    }

    double[] gradient(double... x) {
        return same(() -> interpreted.gradient(x), g -> compiled.gradient(x, g));
    }

    double[] forward(double... x) {
        double[] jvp = new double[1];
        return same(() -> interpreted.forward(x), forward -> {
            for (int j = 0; j < x.length; j++) {
                compiled.jvp(x, unit(x.length, j), jvp);
                forward[j] = jvp[0];
            }
        });
    }

    double[] hessian(double... x) {
        double[] row = new double[x.length];
        return same(() -> interpreted.hessian(x), hessian -> {
            for (int j = 0; j < x.length; j++) {
                compiled.hessianVectorProduct(x, unit(x.length, j), row);
                System.arraycopy(row, 0, hessian, j * x.length, x.length);
            }
        });
    }

    /** Holds the derivatives of one result against these, in reverse and in forward mode. */
    static void bothModes(Both f, double[] x, double... expected) {
        assertThat(f.gradient(x)).as("reverse").containsExactly(expected, NEAR);
        assertThat(f.forward(x)).as("forward").containsExactly(expected, NEAR);
    }

    double[] vjp(double[] x, double[]... results) {
        double[] seed = Arrays.stream(results).flatMapToDouble(Arrays::stream).toArray();
        return same(() -> interpreted.vjp(x, results), adjoint -> compiled.vjp(x, seed, adjoint));
    }

    private static double[] unit(int length, int at) {
        double[] unit = new double[length];
        unit[at] = 1;
        return unit;
    }

    private double[] same(Supplier<double[]> oracle, Consumer<double[]> code) {
        double[] expected;
        try {
            expected = oracle.get();
        } catch (IndexOutOfBoundsException e) {
            assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> code.accept(new double[100])))
                    .as("compiled code fails too")
                    .isInstanceOf(JacobiException.class);
            throw e;
        }
        double[] found = new double[expected.length];
        code.accept(found);
        assertThat(found).as("bits of compiled code").containsExactly(expected);
        return expected;
    }
}
