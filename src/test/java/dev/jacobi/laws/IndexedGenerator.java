package dev.jacobi.laws;

import dev.jacobi.laws.IndexedProgram.Binding;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/** Makes random programs with arrays and loops. What a term may mention is what is in scope where it stands. */
final class IndexedGenerator {
    /** An array that may be read, and the extents of its dimensions. */
    private record Known(String name, List<String> extents) {}

    /** An axis, or a dependent one; its values lie below the extent. */
    private record Open(String name, String extent) {}

    private final SplittableRandom random;
    private final boolean wild;
    private final boolean recurrent;
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
    /** The states of the recurrences round a term: as numbers, and as arrays. */
    private final List<String> states = new ArrayList<>();

    private int names;

    /** Whether integers appear that may have no value, where they are not needed then. */
    private boolean partial;

    private IndexedGenerator(SplittableRandom random, boolean wild, boolean recurrent) {
        this.random = random;
        this.wild = wild;
        this.recurrent = recurrent;
    }

    /**
     * @param wild whether operations appear that have poles and edges, and indices that may be outside
     * @param recurrent whether folds, scans and solves appear
     */
    static IndexedProgram program(long seed, boolean wild, boolean recurrent) {
        return new IndexedGenerator(new SplittableRandom(seed), wild, recurrent).make();
    }

    /** A program with integers that may have no value, in branches and loops that do not need them then. */
    static IndexedProgram partial(long seed, boolean wild) {
        IndexedGenerator generator = new IndexedGenerator(new SplittableRandom(seed), wild, false);
        generator.partial = true;
        return generator.make();
    }

    private IndexedProgram make() {
        List<Binding> bindings = new ArrayList<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            bindings.add(binding());
        }
        List<Term> results = new ArrayList<>();
        for (int count = random.nextInt(5) == 0 ? 2 : 1; count > 0; count--) {
            Term result = random.nextInt(4) == 0 ? vector(pick("N", "M", "3"), 2) : number(3 + random.nextInt(2));
            boolean more = recurrent && !bindings.isEmpty() && result.sort() == Term.Sort.NUMBER;
            results.add(more ? Term.number("($ + $)", lastBound(), result) : result);
        }
        return new IndexedProgram(bindings, results);
    }

    /** All elements of the array that is bound last. */
    private Term lastBound() {
        Known last = arrays.get(arrays.size() - 1);
        List<String> ranges = new ArrayList<>();
        List<String> indices = new ArrayList<>();
        for (String extent : last.extents) {
            indices.add(fresh());
            ranges.add(indices.get(indices.size() - 1) + " in " + extent);
        }
        String element = last.name + "[" + String.join(", ", indices) + "]";
        return Term.number(
                "sum(" + String.join(", ", ranges) + ": " + pick("", "sin", "1.5 * ") + "(" + element + "))");
    }

    private Binding binding() {
        if (recurrent && random.nextInt(3) == 0) {
            return recurrence();
        }
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
        if (recurrent && random.nextInt(5) == 0) {
            return random.nextInt(4) == 0 ? solve(depth) : fold(depth);
        }
        if (partial && random.nextInt(4) == 0) {
            return partial(depth);
        }
        return switch (random.nextInt(12)) {
            case 0, 1 -> leaf();
            case 2, 3 ->
                Term.number(
                        wild && random.nextInt(3) == 0 ? pick(IndexedPatterns.WILD) : pick(IndexedPatterns.FUNCTIONS),
                        number(depth - 1));
            case 4, 5, 6 -> operator(depth);
            case 7 -> conditional(depth);
            case 8 -> call(depth);
            default -> reduction(depth);
        };
    }

    private Term partial(int depth) {
        return switch (random.nextInt(6)) {
            case 0 -> guarded("k != 0", "$ * div($, k)", depth);
            case 1 -> guarded("N > 1", "$ + mod($, N - 1)", depth);
            case 2 -> guarded("k > 3", "$ * (k * 1000000000 + $)", depth);
            case 3 -> {
                Term sum = over("div(4, k)", "$", depth);
                yield Term.number("(if k != 0 then $ else $)", sum, number(random.nextInt(depth)));
            }
            case 4 -> over("M", "$ * mod(2 * N, M)", depth);
            default -> over("N", "$ * div(M, N)", depth);
        };
    }

    private Term guarded(String condition, String pattern, int depth) {
        Term inside = Term.number(pattern, number(depth - 1), anyIndex());
        return Term.number("(if " + condition + " then $ else $)", inside, number(random.nextInt(depth)));
    }

    private Term over(String extent, String pattern, int depth) {
        String axis = fresh();
        scope.add(new Open(axis, extent));
        Term body = Term.number(pattern, number(depth - 1));
        scope.remove(scope.size() - 1);
        return Term.number(pick("sum", "prod", "max") + "(" + axis + " in " + extent + ": $)", body);
    }

    private Term operator(int depth) {
        String pattern = pick(IndexedPatterns.OPERATORS);
        Term left = number(depth - 1);
        return Term.number(pattern, left, number(random.nextInt(depth)));
    }

    private Term leaf() {
        if (!states.isEmpty() && random.nextInt(3) == 0) {
            return Term.number(states.get(random.nextInt(states.size())));
        }
        return switch (random.nextInt(8)) {
            case 0 -> Term.number(pick(IndexedPatterns.NUMBERS));
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
        String reduction = pick(IndexedPatterns.REDUCTIONS);
        // An empty logsumexp is a pole.
        boolean risky =
                recurrent && reduction.equals("logsumexp") && ranges.toString().contains("..<");
        return Term.number((risky ? "sum" : reduction) + "(" + String.join(", ", ranges) + ": $)", body);
    }

    /** Opens an axis. */
    private String range() {
        String name = fresh();
        if (!scope.isEmpty() && random.nextInt(3) == 0) {
            Open outer = anyAxis();
            scope.add(new Open(name, outer.extent));
            int first = hasNoEmptyRange() ? 2 : 0;
            return name + " in "
                    + List.of(
                                    "0..<" + outer.name,
                                    outer.name + " + 1..<" + outer.extent,
                                    "0..<" + outer.name + " + 1",
                                    outer.name + "..<" + outer.extent)
                            .get(first + random.nextInt(4 - first));
        }
        String extent = pick("N", "N", "M", "3", "2");
        scope.add(new Open(name, extent));
        return name + " in " + (random.nextInt(6) == 0 && !hasNoEmptyRange() ? "1..<" : "") + extent;
    }

    /**
     * The derivative of a sum with no terms is 0, where that of its terms is absent: the one times a pole is NaN, the other is not. So
     * recurrences, which make sums of all that they read, have either poles or empty ranges.
     */
    private boolean hasNoEmptyRange() {
        return recurrent && wild;
    }

    /** One or two states, each a number or an array. */
    private Binding recurrence() {
        boolean every = random.nextInt(3) == 0;
        String extent = pick("N", "M", "3");
        List<List<String>> shapes = new ArrayList<>();
        for (int count = 1 + random.nextInt(2); count > 0; count--) {
            shapes.add(shape());
        }
        Term body = recurrence(every, new Open(fresh(), extent), extent, shapes, 2);
        List<String> bound = new ArrayList<>();
        for (List<String> shape : shapes) {
            String name = "t" + names++;
            bound.add(name);
            List<String> extents = new ArrayList<>(every ? List.of(extent) : List.of());
            extents.addAll(shape);
            if (extents.isEmpty()) {
                numbers.add(name);
            } else {
                arrays.add(new Known(name, extents));
            }
        }
        return new Binding(bound.size() == 1 ? bound.get(0) : "(" + String.join(", ", bound) + ")", "", body);
    }

    private List<String> shape() {
        return switch (random.nextInt(5)) {
            case 0, 1 -> List.of();
            case 2, 3 -> List.of(pick("N", "M", "3"));
            default -> List.of(pick("N", "3"), pick("N", "M", "2"));
        };
    }

    /** A fold or a scan over an axis that is about to be opened. */
    private Term recurrence(boolean every, Open step, String range, List<List<String>> shapes, int depth) {
        StringBuilder text = new StringBuilder(every ? "scan(" : "fold(");
        text.append(step.name).append(" in ").append(range);
        List<Term> parts = new ArrayList<>();
        List<List<Open>> elements = new ArrayList<>();
        List<String> own = new ArrayList<>();
        for (List<String> shape : shapes) {
            List<Open> axes =
                    shape.stream().map(each -> new Open(fresh(), each)).toList();
            elements.add(axes);
            own.add("s" + names++);
            String ranges = axes.stream().map(a -> a.name + " in " + a.extent).collect(Collectors.joining(", "));
            text.append(", ").append(own.get(own.size() - 1)).append(ranges.isEmpty() ? "" : "[" + ranges + "]");
            text.append(" = $");
            parts.add(within(axes, Math.max(0, depth - 1)));
        }
        int knownArrays = arrays.size();
        int knownStates = states.size();
        for (int k = 0; k < shapes.size(); k++) {
            if (shapes.get(k).isEmpty()) {
                states.add(own.get(k));
            } else {
                arrays.add(new Known(own.get(k), shapes.get(k)));
            }
        }
        scope.add(step);
        for (int k = 0; k < shapes.size(); k++) {
            text.append(k == 0 ? ": $" : ", $");
            scope.addAll(elements.get(k));
            parts.add(next(own, shapes, depth));
            scope.subList(scope.size() - elements.get(k).size(), scope.size()).clear();
        }
        scope.remove(step);
        arrays.subList(knownArrays, arrays.size()).clear();
        states.subList(knownStates, states.size()).clear();
        return Term.array(text.append(")").toString(), parts.toArray(Term[]::new));
    }

    /** A next value, mostly made from a state. */
    private Term next(List<String> own, List<List<String>> shapes, int depth) {
        Term other = number(depth);
        int k = random.nextInt(own.size());
        if (random.nextInt(6) == 0) {
            return other;
        }
        Term[] indices = shapes.get(k).stream().map(this::index).toArray(Term[]::new);
        Term state = Term.number(
                indices.length == 0 ? own.get(k) : own.get(k) + "[" + "$, ".repeat(indices.length - 1) + "$]", indices);
        return Term.number(
                wild && random.nextInt(5) == 0 ? "sqrt(abs($)) * $" : pick(IndexedPatterns.STEPS), state, other);
    }

    private Term within(List<Open> axes, int depth) {
        scope.addAll(axes);
        Term body = number(depth);
        scope.subList(scope.size() - axes.size(), scope.size()).clear();
        return body;
    }

    /** A number that a recurrence gives. */
    private Term fold(int depth) {
        String extent = pick("N", "N", "M", "3", "2");
        String range = (random.nextInt(6) == 0 && !hasNoEmptyRange() ? "1..<" : "") + extent;
        if (!scope.isEmpty() && random.nextInt(4) == 0) {
            Open outer = anyAxis();
            extent = outer.extent;
            range = hasNoEmptyRange() ? outer.name + "..<" + extent : "0..<" + outer.name;
        }
        List<String> shape = random.nextInt(3) == 0 ? List.of(pick("2", "3")) : List.of();
        Term fold = recurrence(false, new Open(fresh(), extent), range, List.of(shape), depth - 1);
        return shape.isEmpty()
                ? new Term(Term.Sort.NUMBER, fold.pattern(), fold.parts())
                : Term.number("$[$]", fold, index(shape.get(0)));
    }

    /** The root of an equation that surely has one, and only one, for each number on its right. */
    private Term solve(int depth) {
        String unknown = "s" + names++;
        if (random.nextInt(4) == 0) {
            Open row = new Open(fresh(), pick("2", "3"));
            String text = "solve(s[i in e] = $: s[i]^3 + 4 * s[i] + sin(s[0]) - $)[$]";
            String pattern = text.replace("s[", unknown + "[")
                    .replace("i in e", row.name + " in " + row.extent)
                    .replace("[i]", "[" + row.name + "]");
            Term guess = within(List.of(row), depth - 1);
            return Term.number(pattern, guess, within(List.of(row), depth - 1), index(row.extent));
        }
        String left = pick("s^3 + s", "2 * s + sin(s)", "s + exp(s)").replaceAll("\\bs\\b", unknown);
        return Term.number("solve(" + unknown + " = $: " + left + " - $)", number(depth - 1), number(depth - 1));
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
