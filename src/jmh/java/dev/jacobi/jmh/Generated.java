package dev.jacobi.jmh;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Evaluator;
import dev.jacobi.Jacobi;

/** A formula's text as a kernel: the only place where the benchmarks of models meet the library. */
final class Generated {
    private Generated() {}

    /** The compiled function, as a server would share it between threads. */
    static Kernel shared(String text) {
        return new Shared(Jacobi.compile(text));
    }

    /** An evaluator of the compiled function, which belongs to one thread. */
    static Kernel owned(String text) {
        return new Owned(Jacobi.compile(text).evaluator());
    }

    private static final class Shared implements Kernel {
        private final CompiledFunction function;

        Shared(CompiledFunction function) {
            this.function = function;
        }

        @Override
        public double value(double[] x) {
            return function.value(x);
        }

        @Override
        public double gradient(double[] x, double[] g) {
            return function.gradient(x, g);
        }
    }

    private static final class Owned implements Kernel {
        private final Evaluator evaluator;

        Owned(Evaluator evaluator) {
            this.evaluator = evaluator;
        }

        @Override
        public double value(double[] x) {
            return evaluator.value(x);
        }

        @Override
        public double gradient(double[] x, double[] g) {
            return evaluator.gradient(x, g);
        }
    }
}
