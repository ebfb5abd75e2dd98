package dev.jacobi.program;

import dev.jacobi.graph.Node;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a program with loops takes for given sizes and integer data, known before it runs: the iterations of its loops, and the doubles of
 * its workspace. Immutable, and apart from the program's graph.
 */
public final class LoopCosts {
    private final int axes;
    private final List<Part> parts;
    private final List<List<IntegerTerm>> buffers;

    /** What takes steps. */
    private sealed interface Part {}

    /**
     * A loop.
     *
     * @param watched whether the bounds of a loop inside mention the axis
     */
    private record Nest(int axis, IntegerTerm from, IntegerTerm to, boolean watched, List<Part> inner)
            implements Part {}

    /** A branch: counts as its longer side. */
    private record Fork(List<Part> then, List<Part> otherwise) implements Part {}

    private LoopCosts(int axes, List<Part> parts, List<List<IntegerTerm>> buffers) {
        this.axes = axes;
        this.parts = parts;
        this.buffers = buffers;
    }

    /** The costs of a program without loops. */
    public static LoopCosts ofNumbers(Program program) {
        return new LoopCosts(0, List.of(), List.of(List.of(new IntegerTerm.Literal(program.workSize()))));
    }

    /**
     * The costs of a program.
     *
     * @param sizes how many sizes it takes
     * @param integers the shapes of its integer data by the number of the data, null for data of reals
     */
    public static LoopCosts of(LoopProgram program, int sizes, List<List<Node>> integers) {
        IntegerTerm.Reader reader = new IntegerTerm.Reader(sizes, integers);
        Numbering numbering = new Numbering(program, reader);
        List<Part> parts = numbering.parts(program.methods().get(0), new BitSet());
        List<List<IntegerTerm>> buffers = new ArrayList<>();
        program.buffers().forEach((node, buffer) -> {
            if (!program.outputs().containsKey(node)) {
                buffers.add(buffer.extents().stream().map(reader::of).toList());
            }
        });
        return new LoopCosts(reader.axes(), parts, buffers);
    }

    /** Reads the loops of a program; recurses over constructs only. */
    private record Numbering(LoopProgram program, IntegerTerm.Reader reader) {
        /** @param mentioned the axes that the bounds of these loops mention; more are added */
        List<Part> parts(Block block, BitSet mentioned) {
            List<Part> parts = new ArrayList<>();
            for (Statement statement : block.statements()) {
                if (statement instanceof Statement.Loop loop) {
                    parts.add(nest(loop, mentioned));
                } else if (statement instanceof Statement.Call call) {
                    parts.addAll(parts(program.methods().get(call.method()), mentioned));
                } else if (statement instanceof Statement.Choice choice) {
                    List<Part> then = parts(choice.then(), mentioned);
                    List<Part> otherwise = parts(choice.otherwise(), mentioned);
                    if (!then.isEmpty() || !otherwise.isEmpty()) {
                        parts.add(new Fork(then, otherwise));
                    }
                }
            }
            return parts;
        }

        private Nest nest(Statement.Loop loop, BitSet mentioned) {
            IntegerTerm.Index axis = (IntegerTerm.Index) reader.of(loop.axis());
            BitSet inside = new BitSet();
            List<Part> inner = parts(loop.body(), inside);
            boolean watched = inside.get(axis.number());
            axis.from().mentioned(inside);
            axis.to().mentioned(inside);
            mentioned.or(inside);
            return new Nest(axis.number(), axis.from(), axis.to(), watched, inner);
        }
    }

    /**
     * How many iterations all loops have together. Where ranges depend on outer axes or data this runs the outer loops, unless a bound
     * that is quick to find is enough; it stops when the count is above a number.
     *
     * @param most what makes no difference beyond
     */
    public long steps(int[] ints, long most) {
        long above = count(ints, Way.AT_MOST, most);
        long below = above <= most ? above : count(ints, Way.AT_LEAST, most);
        return above <= most || below > most ? below : count(ints, Way.EXACTLY, most);
    }

    private long count(int[] ints, Way way, long most) {
        return new Count(new IntegerEnds(ints, axes), most, way).of(parts);
    }

    /** What is counted where the bounds of a loop depend on axes round it. */
    private enum Way {
        AT_LEAST,
        AT_MOST,
        EXACTLY
    }

    /** Counts steps; recurses over loops only. */
    private record Count(IntegerEnds ends, long most, Way way) {
        long of(List<Part> parts) {
            long steps = 0;
            for (Part part : parts) {
                steps = sum(
                        steps,
                        part instanceof Fork fork ? Math.max(of(fork.then), of(fork.otherwise)) : of((Nest) part));
            }
            return steps;
        }

        private long of(Nest nest) {
            boolean least = way == Way.AT_LEAST;
            long from = least ? ends.most(nest.from) : ends.least(nest.from);
            long to = least ? ends.least(nest.to) : ends.most(nest.to);
            if (way != Way.EXACTLY || !nest.watched) {
                return to <= from ? 0 : product(to - from, sum(1, of(nest.inner)));
            }
            long steps = 0;
            for (long i = from; i < to && steps <= most; i++) {
                ends.set(nest.axis, i);
                steps = sum(steps, sum(1, of(nest.inner)));
            }
            ends.forget(nest.axis);
            return steps;
        }
    }

    /** How many doubles the workspace has; the largest long where more than that. */
    public long workspace(int[] ints) {
        IntegerEnds ends = new IntegerEnds(ints, axes);
        long length = 0;
        for (List<IntegerTerm> extents : buffers) {
            long product = 1;
            for (IntegerTerm extent : extents) {
                product = product(product, Math.max(0, ends.most(extent)));
            }
            length = sum(length, product);
        }
        return length;
    }

    /** The longest loops with what is inside them, as a product of numbers of iterations; empty where there are none. */
    public String longest(int[] ints) {
        Count count = new Count(new IntegerEnds(ints, axes), Long.MAX_VALUE, Way.AT_MOST);
        List<Long> extents = new ArrayList<>();
        List<Part> open = parts;
        while (!open.isEmpty()) {
            Part longest = open.get(0);
            for (Part part : open) {
                longest = count.of(List.of(part)) > count.of(List.of(longest)) ? part : longest;
            }
            if (longest instanceof Nest nest) {
                extents.add(Math.max(0, count.ends.most(nest.to) - count.ends.least(nest.from)));
                open = nest.inner;
            } else {
                Fork fork = (Fork) longest;
                open = count.of(fork.then) > count.of(fork.otherwise) ? fork.then : fork.otherwise;
            }
        }
        return extents.stream().map(String::valueOf).collect(Collectors.joining(" * "));
    }

    private static long sum(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }

    private static long product(long a, long b) {
        return b != 0 && a > Long.MAX_VALUE / b ? Long.MAX_VALUE : a * b;
    }
}
