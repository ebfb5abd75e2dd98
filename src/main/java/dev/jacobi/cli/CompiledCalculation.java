package dev.jacobi.cli;

import dev.jacobi.CompiledFunction;
import dev.jacobi.diag.Derivative;

/** Compiled code, as a user of the library runs it. */
final class CompiledCalculation implements Calculation {
    private final CompiledFunction compiled;

    CompiledCalculation(CompiledFunction compiled) {
        this.compiled = compiled;
    }

    @Override
    public double[] run(Derivative derivative, Point point, double... seed) {
        CompiledFunction function = compiled;
        for (int i = 0; i < point.data().length; i++) {
            function = function.bind(function.data().get(i), point.data()[i]);
        }
        double[] x = point.x();
        int n = x.length;
        int m = function.resultCount();
        double[] out = new double
                [switch (derivative) {
                    case VALUE, JVP -> m;
                    case GRADIENT, VJP, HESSIAN_VECTOR_PRODUCT -> n;
                    case JACOBIAN -> m * n;
                    case HESSIAN -> n * n;
                    case SPARSE_JACOBIAN, SPARSE_HESSIAN -> throw new IllegalArgumentException("dense only");
                }];
        switch (derivative) {
            case VALUE -> function.value(x, out);
            case GRADIENT -> function.gradient(x, out);
            case JACOBIAN -> function.jacobian(x, out);
            case HESSIAN -> function.hessian(x, out);
            case JVP -> function.jvp(x, seed, out);
            case VJP -> function.vjp(x, seed, out);
            case HESSIAN_VECTOR_PRODUCT -> function.hessianVectorProduct(x, seed, out);
            default -> throw new IllegalArgumentException("dense only");
        }
        return out;
    }
}
