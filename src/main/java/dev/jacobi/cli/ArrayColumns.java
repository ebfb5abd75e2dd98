package dev.jacobi.cli;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.graph.FunctionGraph.Parameter;
import dev.jacobi.graph.Loops;
import dev.jacobi.op.Op;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Columns of a file as arrays: one of rank 1 is a column, under its own name where no option says another; a matrix has its columns by an
 * option, and a row for each row of the file.
 */
final class ArrayColumns {
    private final Map<String, List<String>> columns;
    private final Map<String, Classes> classes;
    private final Reading reals;

    /**
     * Columns as options name them.
     *
     * @param reals how those of arrays of real numbers are read
     */
    ArrayColumns(ColumnOptions options, Reading reals) {
        this.columns = options.columns();
        this.classes = options.classes();
        this.reals = reals;
    }

    /** One array, and the columns that it is. */
    private record Part(Parameter parameter, int rank, List<Reading.Column> columns) {}

    /**
     * Reads arrays.
     *
     * @param parameters the parameters that have no value yet; numbers are passed over, and arrays of rank 2 for which no option names columns
     * @throws JacobiException where an option names another parameter, or a column or a field is missing or not what it should be
     */
    Map<String, ArrayValue> read(List<Parameter> parameters, String file, InputStream in) throws IOException {
        checkNames(parameters);
        List<Part> parts = parameters.stream()
                .map(this::part)
                .filter(part -> !part.columns().isEmpty())
                .toList();
        List<Reading.Column> wanted =
                parts.stream().flatMap(part -> part.columns().stream()).toList();
        List<double[]> rows = new ArrayList<>();
        try (Rows source = Rows.open(file, in, wanted, false)) {
            double[] row = new double[wanted.size()];
            while (source.next(row)) {
                rows.add(row.clone());
            }
        }
        Map<String, ArrayValue> values = new LinkedHashMap<>();
        int from = 0;
        for (Part part : parts) {
            values.put(part.parameter().name(), value(part, rows, from));
            from += part.columns().size();
        }
        return values;
    }

    /** A line for each column of classes, once they are read. */
    List<String> classTexts() {
        return classes.values().stream().map(Classes::text).toList();
    }

    private void checkNames(List<Parameter> parameters) {
        List<String> known = parameters.stream().map(Parameter::name).toList();
        TreeSet<String> named = new TreeSet<>(columns.keySet());
        named.addAll(classes.keySet());
        for (String name : named) {
            if (!known.contains(name)) {
                throw Source.unknown("array", name, known);
            }
            if (columns.containsKey(name) && classes.containsKey(name)) {
                throw mistake("'" + name + "' has --columns and --classes; give one of them");
            }
        }
    }

    private Part part(Parameter parameter) {
        String name = parameter.name();
        int rank = parameter.node().is(Op.PARAMETER)
                ? 0
                : Loops.extents(parameter.node()).size();
        boolean integers = parameter.node().is(Op.INTEGERS);
        if (classes.containsKey(name)) {
            Classes texts = classes.get(name);
            requireRank(name, rank == 1, "--classes is for arrays of rank 1");
            return new Part(parameter, rank, List.of(new Reading.Column(texts.column(), texts)));
        }
        List<String> named = columns.getOrDefault(name, rank == 1 ? List.of(name) : List.of());
        requireRank(name, named.isEmpty() || rank == 1 || rank == 2, "--columns is for arrays of rank 1 and 2");
        requireRank(name, rank != 1 || named.size() == 1, "an array of rank 1 has one column");
        Reading reading = integers ? Reading.WHOLE : reals;
        return new Part(
                parameter,
                rank,
                named.stream()
                        .map(column -> new Reading.Column(column, reading))
                        .toList());
    }

    private static void requireRank(String name, boolean fits, String rule) {
        if (!fits) {
            throw mistake("the columns of '" + name + "': " + rule);
        }
    }

    private ArrayValue value(Part part, List<double[]> rows, int from) {
        int width = part.columns().size();
        double[] elements = new double[rows.size() * width];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = rows.get(i / width)[from + i % width];
        }
        Classes texts = classes.get(part.parameter().name());
        int[] shape = part.rank() == 1 ? new int[] {rows.size()} : new int[] {rows.size(), width};
        return new ArrayValue(shape, texts == null ? elements : texts.numbered(elements));
    }

    private static JacobiException mistake(String message) {
        return new JacobiException(ErrorCode.ARGUMENT, message);
    }
}
