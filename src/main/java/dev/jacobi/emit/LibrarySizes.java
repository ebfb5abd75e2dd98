package dev.jacobi.emit;

import com.palantir.javapoet.CodeBlock;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.FunctionGraph.Parameter;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Role;
import dev.jacobi.op.Op;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * How generated code knows the sizes of a function: an array of rank 1 tells its size by its length; an array of a higher rank the one
 * size that is not known yet; and where none can be told so, the last size of the first such array is a parameter.
 */
public final class LibrarySizes {
    private final List<String> names;
    private final Set<Integer> known;
    private final List<Parameter> arrays;
    private final JavaNames javaNames;
    private final IntegerWriter integers = new IntegerWriter(this::text);
    /** How each size is found, in the order of finding. */
    private final Map<Integer, Source> sources = new LinkedHashMap<>();

    /**
     * Where a size comes from.
     *
     * @param array the parameter whose length tells it, or null where the size is a parameter itself
     * @param plain whether the length of that is the size
     */
    record Source(Parameter array, String text, boolean plain) {}

    /** All sizes of a function. */
    LibrarySizes(FunctionGraph function, JavaNames javaNames) {
        this(
                function,
                function.parameters(),
                IntStream.range(0, function.sizes().size()).boxed().toList(),
                Set.of(),
                javaNames);
    }

    /** All sizes of a function where only its data is there to tell them. */
    static LibrarySizes ofData(FunctionGraph function, JavaNames javaNames) {
        List<Parameter> data = function.parameters().stream()
                .filter(parameter -> parameter.role() == Role.DATA)
                .toList();
        List<Integer> all = IntStream.range(0, function.sizes().size()).boxed().toList();
        return new LibrarySizes(function, data, all, javaNames);
    }

    /**
     * The sizes that are parameters of their own in methods that take some of a function's parameters, by number.
     *
     * @param known the sizes that are known otherwise
     */
    public static List<Integer> parameters(FunctionGraph function, List<Parameter> parameters, Set<Integer> known) {
        List<Integer> wanted = IntStream.range(0, function.sizes().size())
                .filter(size -> !known.contains(size))
                .boxed()
                .toList();
        return new LibrarySizes(function, parameters, wanted, known, new JavaNames())
                .sources.entrySet().stream()
                        .filter(entry -> entry.getValue().array == null)
                        .map(Map.Entry::getKey)
                        .toList();
    }

    /** Some sizes of a function where only some of its parameters are there. */
    LibrarySizes(FunctionGraph function, List<Parameter> parameters, List<Integer> wanted, JavaNames javaNames) {
        this(function, parameters, wanted, Set.of(), javaNames);
    }

    private LibrarySizes(
            FunctionGraph function,
            List<Parameter> parameters,
            List<Integer> wanted,
            Set<Integer> known,
            JavaNames javaNames) {
        this.names = function.sizes();
        this.known = known;
        this.javaNames = javaNames;
        this.arrays = parameters.stream()
                .filter(parameter -> isArray(parameter.node()))
                .toList();
        while (!sources.keySet().containsAll(wanted)) {
            if (!findOne(1) && !findOne(Integer.MAX_VALUE)) {
                sources.put(lastUnknown(wanted), new Source(null, null, true));
            }
        }
    }

    /** Whether a parameter is an array in Java, too. */
    static boolean isArray(Node parameter) {
        return parameter.op() != Op.PARAMETER && parameter.arity() > 0;
    }

    /** Finds a size by an array of at most this rank. */
    private boolean findOne(int rank) {
        for (Parameter array : arrays) {
            List<Node> extents = Loops.extents(array.node());
            List<Node> unknown =
                    extents.stream().filter(extent -> !isKnown(extent)).toList();
            if (extents.size() <= rank && unknown.size() == 1) {
                List<Node> known = extents.stream().filter(this::isKnown).toList();
                String length = javaNames.forWish(array.name()) + ".length";
                boolean plain = extents.size() == 1 && unknown.get(0).is(Op.SIZE);
                if (solve(unknown.get(0), quotient(length, known), array, plain)) {
                    return true;
                }
            }
        }
        return false;
    }

    private String quotient(String length, List<Node> known) {
        if (known.isEmpty()) {
            return length;
        }
        String by = new Section("", List.of(known)).length(integers);
        if (known.size() == 1) {
            boolean literal = known.get(0).is(Op.INTEGER);
            return (literal ? "" : by + " == 0 ? 0 : ") + length + " / " + by;
        }
        return by + " == 0 ? 0 : (int) (" + length + " / (" + by + "))";
    }

    /** Finds the only unknown size of an extent whose value is the text; false where that takes more than school arithmetic. */
    private boolean solve(Node extent, String text, Parameter array, boolean plain) {
        if (extent.is(Op.SIZE)) {
            sources.put(extent.index(), new Source(array, text, plain));
            return true;
        }
        if (extent.arity() != 2 || isKnown(extent.arg(0)) == isKnown(extent.arg(1))) {
            return false;
        }
        boolean left = !isKnown(extent.arg(0));
        Node other = extent.arg(left ? 1 : 0);
        String value = text.contains(" ") ? "(" + text + ")" : text;
        String by = integers.text(other);
        return switch (extent.op()) {
            case IADD -> solve(extent.arg(left ? 0 : 1), value + " - " + by, array, false);
            case ISUB -> left && solve(extent.arg(0), value + " + " + by, array, false);
            case IMUL ->
                other.is(Op.INTEGER)
                        && other.integer() > 0
                        && solve(extent.arg(left ? 0 : 1), value + " / " + by, array, false);
            default -> false;
        };
    }

    private boolean isKnown(Node extent) {
        return mentioned(List.of(extent)).stream().allMatch(size -> known.contains(size) || sources.containsKey(size));
    }

    private int lastUnknown(List<Integer> wanted) {
        for (Parameter array : arrays) {
            int last = -1;
            for (int size : inOrder(Loops.extents(array.node()))) {
                last = sources.containsKey(size) || known.contains(size) ? last : size;
            }
            if (last >= 0) {
                return last;
            }
        }
        return wanted.stream()
                .filter(size -> !sources.containsKey(size))
                .findFirst()
                .orElseThrow();
    }

    /** The sizes that integers mention, as they stand there. */
    private static List<Integer> inOrder(List<Node> integers) {
        List<Integer> found = new ArrayList<>();
        for (Node node : integers) {
            if (node.is(Op.SIZE)) {
                found.add(node.index());
            }
            found.addAll(inOrder(node.args()));
        }
        return found;
    }

    /** The sizes that integers mention, by number. */
    static TreeSet<Integer> mentioned(List<Node> integers) {
        return new TreeSet<>(inOrder(integers));
    }

    /** The text of a size. */
    String text(Node size) {
        return name(size.index());
    }

    String name(int size) {
        return javaNames.forWish("size", names.get(size));
    }

    /** The sizes that are parameters. */
    List<String> parameters() {
        return sources.entrySet().stream()
                .filter(entry -> entry.getValue().array == null)
                .map(entry -> name(entry.getKey()))
                .toList();
    }

    /** Where each size comes from, in an order in which they can be computed. */
    Map<Integer, Source> sources() {
        return sources;
    }

    /** Declares the sizes that are no parameters. */
    CodeBlock declarations() {
        CodeBlock.Builder code = CodeBlock.builder();
        sources.forEach((size, source) -> {
            if (source.array != null) {
                code.addStatement("int $L = $L", name(size), source.text);
            }
        });
        return code.build();
    }

    /** Whether the length of an array is right by definition, since a size is inferred from it. */
    boolean defines(Parameter array) {
        return sources.values().stream().anyMatch(source -> source.array == array && source.plain);
    }

    /** The sizes that might be negative. */
    List<String> doubtful() {
        return sources.entrySet().stream()
                .filter(entry ->
                        entry.getValue().array == null || entry.getValue().text.contains(" - "))
                .map(entry -> name(entry.getKey()))
                .toList();
    }
}
