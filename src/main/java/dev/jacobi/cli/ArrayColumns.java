package dev.jacobi.cli;

import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.FunctionGraph.Parameter;
import dev.jacobi.graph.Loops;
import dev.jacobi.op.Op;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Columns of a file as arrays of rank 1: each under the name of the parameter that has no value yet. */
final class ArrayColumns {
    private ArrayColumns() {}

    static Map<String, ArrayValue> read(FunctionGraph function, Set<String> given, String file, InputStream in)
            throws IOException {
        List<String> names = function.parameters().stream()
                .filter(parameter -> !given.contains(parameter.name()) && isColumn(parameter))
                .map(Parameter::name)
                .toList();
        List<double[]> rows = new ArrayList<>();
        try (Rows source = Rows.open(file, in, names)) {
            double[] row = new double[names.size()];
            while (source.next(row)) {
                rows.add(row.clone());
            }
        }
        Map<String, ArrayValue> columns = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            int column = i;
            double[] elements = rows.stream().mapToDouble(row -> row[column]).toArray();
            columns.put(names.get(i), new ArrayValue(new int[] {elements.length}, elements));
        }
        return columns;
    }

    private static boolean isColumn(Parameter parameter) {
        return !parameter.node().is(Op.PARAMETER)
                && Loops.extents(parameter.node()).size() == 1;
    }
}
