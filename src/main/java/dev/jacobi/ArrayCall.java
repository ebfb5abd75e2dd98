package dev.jacobi;

import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.emit.EntryShape;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.runtime.Slots;
import dev.jacobi.runtime.TypedCall;
import java.util.Arrays;
import java.util.List;

/** A call of a function with arrays by its parameters. What it made for the sizes of one call it keeps for the next. */
final class ArrayCall implements TypedCall {
    private static final double[] NOTHING = {};

    private final Data data;
    private final Target target;
    private final EntryShape shape;
    private final double[] numbers;
    private final int[] integers;
    private final double[][] arrays;
    private final int[][] integerArrays;
    private final int[] lengths;
    private CallLayout layout;
    private double[] x;
    private Arguments arguments;

    /**
     * What all calls share.
     *
     * @param bound the data that calls do not pass
     * @param given what they pass
     */
    record Data(FunctionGraph function, Bound bound, IndexData indices, List<Given> given) {}

    /**
     * What calls of one method share.
     *
     * @param method what messages call it
     * @param flattened whether it takes all variables in one array
     * @param idle those calls that nobody uses at the moment
     */
    record Target(String method, Derivative derivative, boolean flattened, EntryPoint entry, Slots<ArrayCall> idle) {}

    ArrayCall(Data data, Target target) {
        this.data = data;
        this.target = target;
        this.shape = EntryShape.of(target.derivative, 1, LoopCompiler.isNumber(data.function) ? 1 : 2);
        int count = Math.max(1, data.given.size());
        this.numbers = new double[count];
        this.integers = new int[count];
        this.arrays = new double[count][];
        this.integerArrays = new int[count][];
        this.lengths = new int[count];
    }

    @Override
    public void number(int parameter, double value) {
        numbers[parameter] = value;
    }

    @Override
    public void integer(int parameter, int value) {
        integers[parameter] = value;
    }

    @Override
    public void array(int parameter, double[] values) {
        arrays[parameter] = values;
    }

    @Override
    public void integers(int parameter, int[] values) {
        integerArrays[parameter] = values;
    }

    @Override
    public double run(double[] seed, double[] out) {
        prepare();
        return run(seed, out, outputs());
    }

    @Override
    public double[] results(double[] seed) {
        prepare();
        int length = outputs();
        double[] results = new double[length];
        run(seed, results, length);
        return results;
    }

    private double run(double[] seed, double[] out, int outputs) {
        if (shape.seed() != null) {
            checkLength(shape.seed(), seed, target.derivative == Derivative.VJP ? arguments.m() : arguments.n());
        }
        if (shape.out() != null) {
            checkLength(shape.out(), out, outputs);
            checkDifferent(out, seed);
            for (double[] in : arrays) {
                checkDifferent(out, in);
            }
        }
        double value = target.entry.run(x, arguments, seed == null ? NOTHING : seed, out == null ? NOTHING : out);
        if (target.derivative == Derivative.HESSIAN) {
            Evaluable.mirror(out, arguments.n());
        }
        Arrays.fill(arrays, null);
        Arrays.fill(integerArrays, null);
        x = null;
        target.idle.give(this);
        return value;
    }

    /** How many numbers go out beside the value that is returned. */
    private int outputs() {
        int n = arguments.n();
        int m = arguments.m();
        return switch (target.derivative) {
            case VALUE -> shape.out() == null ? 0 : m;
            case GRADIENT, VJP, HESSIAN_VECTOR_PRODUCT -> n;
            case JVP -> m;
            case JACOBIAN -> Evaluable.entries(m, n);
            case HESSIAN -> Evaluable.entries(n, n);
            case SPARSE_JACOBIAN, SPARSE_HESSIAN ->
                throw new IllegalArgumentException("no method for " + target.derivative);
        };
    }

    /** Makes what the kernel takes from what was put. */
    private void prepare() {
        if (target.flattened) {
            x = there("x", arrays[0]);
            arguments = data.bound.arguments(x.length);
            checkLength("x", x, arguments.n());
            return;
        }
        boolean same = layout != null;
        for (int i = 0; i < data.given.size(); i++) {
            int length = length(i);
            same &= lengths[i] == length;
            lengths[i] = length;
        }
        if (!same) {
            layout = CallLayout.of(data, lengths, target.method);
            arguments = layout.arguments();
        }
        if (copyIntegers() || !same) {
            checkIntegers();
        }
        copyReals();
    }

    /** What decides about sizes: the length of an array, or the value of a size. */
    private int length(int parameter) {
        Given given = data.given.get(parameter);
        if (given.type() == double[].class) {
            return there(given.name(), arrays[parameter]).length;
        }
        if (given.type() == int[].class) {
            if (integerArrays[parameter] == null) {
                throw isNull(given.name());
            }
            return integerArrays[parameter].length;
        }
        return given.isSize() ? integers[parameter] : 1;
    }

    private void copyReals() {
        x = layout.x();
        for (int i = 0; i < data.given.size(); i++) {
            Given given = data.given.get(i);
            double[] target = given.isVariable() ? layout.x() : arguments.data();
            if (given.type() == double.class) {
                target[layout.place(i)] = numbers[i];
            } else if (given.type() == double[].class && given.isVariable() && lengths[i] == x.length) {
                x = arrays[i];
            } else if (given.type() == double[].class) {
                System.arraycopy(arrays[i], 0, target, layout.place(i), lengths[i]);
            }
        }
    }

    /** Whether any integer data is other than at the call before. */
    private boolean copyIntegers() {
        boolean changed = false;
        int[] ints = arguments.ints();
        for (int i = 0; i < data.given.size(); i++) {
            Given given = data.given.get(i);
            int place = layout.place(i);
            if (given.type() == int[].class) {
                int[] values = integerArrays[i];
                if (!Arrays.equals(ints, place, place + values.length, values, 0, values.length)) {
                    System.arraycopy(values, 0, ints, place, values.length);
                    changed = true;
                }
            } else if (given.type() == int.class && !given.isSize()) {
                changed |= ints[place] != integers[i];
                ints[place] = integers[i];
            }
        }
        return changed;
    }

    /** Checks integer data as indices, and makes the program's limits be looked at again. */
    private void checkIntegers() {
        int[][] all = new int[data.function.data().size()][];
        for (int i = 0; i < all.length; i++) {
            all[i] = data.bound.integers(i);
        }
        for (int i = 0; i < data.given.size(); i++) {
            Given given = data.given.get(i);
            if (given.type() == int[].class) {
                all[given.node().index()] = integerArrays[i];
            } else if (given.type() == int.class && !given.isSize()) {
                all[given.node().index()] = new int[] {integers[i]};
            }
        }
        int[] ints = arguments.ints();
        data.indices.checked(all, Sizes.known(data.function.sizes(), ints));
        arguments = new Arguments(arguments.n(), arguments.n(), arguments.m(), arguments.data(), ints);
    }

    private void checkLength(String name, double[] array, int needed) {
        if (there(name, array).length != needed) {
            throw misfit("'" + name + "' has " + array.length + " elements, needed are " + needed + sizes());
        }
    }

    private String sizes() {
        List<String> names = data.function.sizes();
        return names.isEmpty() ? "" : "; sizes " + Sizes.known(names, arguments.ints());
    }

    private void checkDifferent(double[] out, double[] in) {
        if (out == in) {
            throw misfit("the output array is also an input array");
        }
    }

    private double[] there(String name, double[] array) {
        if (array == null) {
            throw isNull(name);
        }
        return array;
    }

    private JacobiException isNull(String name) {
        return misfit("'" + name + "' is null");
    }

    private JacobiException misfit(String message) {
        return new JacobiException(ErrorCode.ARGUMENT, target.method + ": " + message);
    }
}
