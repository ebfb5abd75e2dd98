package dev.jacobi.laws;

import dev.jacobi.laws.IndexedProgram.Binding;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Makes random programs with arrays and loops. What a term may mention is what is in scope where it stands. */
final class IndexedGenerator {
    private static final String[] FUNCTIONS = {
        "sin($)", "cos($)", "tanh($)", "exp(-$^2)", "sigmoid($)", "softplus($)", "log(1 + $^2)", "sqrt(1 + $^2)", "$^2",
        "(-$)", "abs($)", "relu($)"
    };
    private static final String[] WILD = {"log($)", "sqrt($)", "exp($)", "(1 / $)", "$^-2", "floor($)", "$^3"};
    private static final String[] OPERATORS = {
        "($ + $)", "($ - $)", "($ * $)", "($ * $)", "($ / (1 + $^2))", "max($, $)", "min($, $)"
    };
    private static final String[] REDUCTIONS = {"sum", "sum", "sum", "prod", "max", "min", "logsumexp"};
    private static final String[] NUMBERS = {"0", "1", "2", "0.5", "1.25", "3"};

    /** An array that may be read, and the extents of its dimensions. */
    private record Known(String name, List<String> extents) {}

    /** An axis, or a dependent one; its values lie below the extent. */
    private record Open(String name, String extent) {}

    private final SplittableRandom random;
    private final boolean wild;
    private final List<Known> arrays = new ArrayList<>(List.of(
            new Known("u", List.of("N")),
            new Known("v", List.of("M")),
            new Known("q", List.of("3")),
            new Known("A", List.of("N", "M")),
            new Known("B", List.of("N", "M", "2")),
            new Known("L", List.of("div(N * (N + 1), 2)")),
            new Known("y", List.of("N")),
            new Known("X", List.of("N", "M"))));
    private final List<String> numbers = new ArrayList<>(List.of("a", "b", "p"));
    private final List<Open> scope = new ArrayList<>();
    private int names;

    private IndexedGenerator(SplittableRandom random, boolean wild) {
        this.random = random;
        this.wild = wild;
    }

    /** @param wild whether operations appear that have poles and edges, and indices that may be outside */
    static IndexedProgram program(long seed, boolean wild) {
        return new IndexedGenerator(new SplittableRandom(seed), wild).make();
    }

    private IndexedProgram make() {
        List<Binding> bindings = new ArrayList<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            bindings.add(binding());
        }
        List<Term> results = new ArrayList<>();
        for (int count = random.nextInt(5) == 0 ? 2 : 1; count > 0; count--) {
            results.add(random.nextInt(4) == 0 ? vector(pick("N", "M", "3"), 2) : number(3 + random.nextInt(2)));
        }
        return new IndexedProgram(bindings, results);
    }

    private Binding binding() {
        int rank = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(random.nextInt(3) == 0 ? 3 : 2);
        List<Open> axes = new ArrayList<>();
        for (int d = 0; d < rank; d++) {
            axes.add(new Open(fresh(), pick("N", "N", "M", "3", "2")));
        }
        scope.addAll(axes);
        Term body = number(3);
        scope.clear();
        String name = "t" + names++;
        if (rank == 0) {
            numbers.add(name);
            return new Binding(name, "", body);
        }
        arrays.add(new Known(name, axes.stream().map(Open::extent).toList()));
        String ranges = axes.stream().map(a -> a.name + " in " + a.extent).collect(Collectors.joining(", "));
        return new Binding(name, "[" + ranges + "]", body);
    }

    private String fresh() {
        return "i" + names++;
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private Term number(int depth) {
        if (depth == 0) {
            return leaf();
        }
        return switch (random.nextInt(12)) {
            case 0, 1 -> leaf();
            case 2, 3 -> Term.number(wild && random.nextInt(3) == 0 ? pick(WILD) : pick(FUNCTIONS), number(depth - 1));
            case 4, 5, 6 -> operator(depth);
            case 7 -> conditional(depth);
            case 8 -> call(depth);
            default -> reduction(depth);
        };
    }

    private Term operator(int depth) {
        String pattern = pick(OPERATORS);
        Term left = number(depth - 1);
        return Term.number(pattern, left, number(random.nextInt(depth)));
    }

    private Term leaf() {
        return switch (random.nextInt(8)) {
            case 0 -> Term.number(pick(NUMBERS));
            case 1 -> scope.isEmpty() ? Term.number(pick("N", "M")) : Term.number(anyAxis().name);
            case 2 -> Term.number(numbers.get(random.nextInt(numbers.size())));
            default -> element();
        };
    }

    private Open anyAxis() {
        return scope.get(random.nextInt(scope.size()));
    }

    private Term element() {
        // Arrays bound last are read most.
        int back = Math.min(random.nextInt(arrays.size()), random.nextInt(arrays.size()));
        Known array = arrays.get(arrays.size() - 1 - back);
        Term[] indices = array.extents.stream().map(this::index).toArray(Term[]::new);
        boolean plain = wild || array.extents.stream().noneMatch(e -> e.equals("N") || e.equals("M"));
        Term read = Term.number(array.name + "[" + "$, ".repeat(indices.length - 1) + "$]", indices);
        boolean safe = plain || List.of(indices).stream().allMatch(i -> mentionsAxis(i.text()));
        return safe ? read : Term.number("(if 0 < min(N, M) then $ else 0)", read);
    }

    private boolean mentionsAxis(String text) {
        return scope.stream().anyMatch(axis -> text.contains(axis.name));
    }

    /** An index below the extent, mostly. */
    private Term index(String extent) {
        List<Open> fitting =
                scope.stream().filter(axis -> axis.extent.equals(extent)).toList();
        if (!fitting.isEmpty() && random.nextInt(5) != 0) {
            String axis = fitting.get(random.nextInt(fitting.size())).name;
            return switch (random.nextInt(8)) {
                case 0 -> Term.index(extent + " - 1 - " + axis);
                case 1 -> Term.index("mod(" + axis + " + k, " + extent + ")");
                case 2 -> Term.index("max(0, " + axis + " - 1)");
                default -> Term.index(axis);
            };
        }
        if (extent.equals("N") || extent.equals("M")) {
            String other = extent.equals("N") ? "M" : "N";
            String gather = extent.equals("N") ? "c[$]" : "d[$]";
            boolean deep = scope.stream().anyMatch(axis -> axis.extent.equals(other));
            if (deep && random.nextInt(3) != 0) {
                return Term.index(gather, index(other));
            }
            return scope.isEmpty() ? Term.index("0") : Term.index("mod($, " + extent + ")", anyIndex());
        }
        return extent.length() == 1
                ? Term.index("mod($, " + extent + ")", anyIndex())
                : Term.index("mod($, max(1, " + extent + "))", anyIndex());
    }

    private Term anyIndex() {
        if (scope.isEmpty()) {
            return Term.index(pick("0", "k", "k + 1"));
        }
        String axis = anyAxis().name;
        return wild && random.nextInt(6) == 0
                ? Term.index(axis + " * " + anyAxis().name + " - 1")
                : Term.index(pick(axis, axis, axis + " + 1", "2 * " + axis, axis + " * " + axis));
    }

    private Term conditional(int depth) {
        if (!scope.isEmpty() && random.nextInt(3) == 0) {
            return before(depth);
        }
        Term condition = condition(1);
        return Term.number("(if $ then $ else $)", condition, number(depth - 1), number(random.nextInt(depth)));
    }

    /** The element before, where there is one. */
    private Term before(int depth) {
        Open axis = anyAxis();
        Term otherwise = number(depth - 1);
        for (Known array : arrays) {
            if (array.extents.equals(List.of(axis.extent)) && random.nextBoolean()) {
                Term read = Term.number(array.name + "[" + axis.name + " - 1]");
                return Term.number("(if " + axis.name + " > 0 then $ else $)", read, otherwise);
            }
        }
        return otherwise;
    }

    private Term condition(int depth) {
        int choice = random.nextInt(depth > 0 ? 7 : 4);
        if (choice < 2 || scope.isEmpty()) {
            return Term.condition(pick("$ < $", "$ <= $", "$ > $"), number(1), number(1));
        }
        return switch (choice) {
            case 2 -> Term.condition("$ " + pick("<", "==", "!=", ">=") + " $", anyIndex(), anyIndex());
            case 3 -> Term.condition(anyAxis().name + " > 0");
            case 4 -> Term.condition("($ and $)", condition(depth - 1), condition(depth - 1));
            case 5 -> Term.condition("($ or $)", condition(depth - 1), condition(depth - 1));
            default -> Term.condition("not ($)", condition(depth - 1));
        };
    }

    private Term reduction(int depth) {
        int before = scope.size();
        List<String> ranges = new ArrayList<>();
        for (int count = 1 + random.nextInt(3) / 2; count > 0; count--) {
            ranges.add(range());
        }
        Term body = number(depth - 1);
        scope.subList(before, scope.size()).clear();
        return Term.number(pick(REDUCTIONS) + "(" + String.join(", ", ranges) + ": $)", body);
    }

    /** Opens an axis. */
    private String range() {
        String name = fresh();
        if (!scope.isEmpty() && random.nextInt(3) == 0) {
            Open outer = anyAxis();
            scope.add(new Open(name, outer.extent));
            return name + " in "
                    + pick(
                            "0..<" + outer.name,
                            "0..<" + outer.name + " + 1",
                            outer.name + "..<" + outer.extent,
                            outer.name + " + 1..<" + outer.extent);
        }
        String extent = pick("N", "N", "M", "3", "2");
        scope.add(new Open(name, extent));
        return name + " in " + (random.nextInt(6) == 0 ? "1..<" : "") + extent;
    }

    private Term call(int depth) {
        String extent = pick("N", "M", "3");
        return switch (random.nextInt(4)) {
            case 0 -> Term.number("dot($, $)", vector(extent, depth - 1), vector(extent, depth - 1));
            case 1 -> Term.number("dot(softmax($), $)", vector(extent, depth - 1), vector(extent, depth - 1));
            case 2 -> Term.number("trace($, $)", matrix(depth - 1), number(depth - 1));
            default -> Term.number("(if 0 < N then pick($; $) else 0)", matrix(depth - 1), index("N"));
        };
    }

    private Term vector(String extent, int depth) {
        for (Known array : arrays) {
            if (array.extents.equals(List.of(extent)) && random.nextInt(3) == 0) {
                return Term.array(array.name);
            }
        }
        String axis = fresh();
        scope.add(new Open(axis, extent));
        Term body = number(depth);
        scope.remove(scope.size() - 1);
        return Term.array("[" + axis + " in " + extent + ": $]", body);
    }

    private Term matrix(int depth) {
        if (random.nextBoolean()) {
            return Term.array(pick("A", "X"));
        }
        Open row = new Open(fresh(), "N");
        Open column = new Open(fresh(), "M");
        scope.addAll(List.of(row, column));
        Term body = number(depth);
        scope.subList(scope.size() - 2, scope.size()).clear();
        return Term.array("[" + row.name + " in N, " + column.name + " in M: $]", body);
    }
}
