package dev.jacobi.cli;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.FunctionGraph.Parameter;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Role;
import dev.jacobi.op.Op;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a loss is trained on.
 *
 * @param values what is given, and what the file has
 * @param classes a line for each column of classes
 * @param rowSize the size that counts rows in all arrays of the file, or null
 */
record TrainingData(Map<String, ArrayValue> values, List<String> classes, int rows, String rowSize) {

    /** Reads the columns of all data that has no value yet. */
    static TrainingData read(
            FunctionGraph function, Map<String, ArrayValue> given, ColumnOptions options, String file, InputStream in)
            throws IOException {
        ArrayColumns columns = new ArrayColumns(options, Reading.FINITE);
        List<Parameter> open = function.parameters().stream()
                .filter(parameter -> parameter.role() == Role.DATA && !given.containsKey(parameter.name()))
                .toList();
        Map<String, ArrayValue> read = columns.read(open, file, in);
        for (Parameter parameter : open) {
            if (!read.containsKey(parameter.name())) {
                throw missing(parameter);
            }
        }
        if (read.isEmpty()) {
            throw mistake(ErrorCode.ARGUMENT, "no data of the function is a column of " + file);
        }
        int rows = read.values().iterator().next().shape()[0];
        if (rows == 0) {
            throw mistake(
                    ErrorCode.INPUT, (file.equals("-") ? "<stdin>" : file) + ": there are no rows below the names");
        }
        Map<String, ArrayValue> values = new LinkedHashMap<>(given);
        values.putAll(read);
        return new TrainingData(values, columns.classTexts(), rows, rowSize(function, open));
    }

    private static String rowSize(FunctionGraph function, List<Parameter> read) {
        List<Node> extents = read.stream()
                .map(parameter -> Loops.extents(parameter.node()).get(0))
                .distinct()
                .toList();
        boolean one = extents.size() == 1 && extents.get(0).is(Op.SIZE);
        return one ? function.sizes().get(extents.get(0).index()) : null;
    }

    private static JacobiException missing(Parameter parameter) {
        String name = parameter.name();
        boolean number = parameter.node().is(Op.PARAMETER)
                || Loops.extents(parameter.node()).isEmpty();
        String cure = number
                ? "give it as in " + name + "=2"
                : "name its columns, as in --columns " + name + "=a,b, or give it as in " + name + "=[[1,2],[3,4]]";
        return mistake(ErrorCode.ARGUMENT, "no value for '" + name + "'; " + cure);
    }

    private static JacobiException mistake(ErrorCode code, String message) {
        return new JacobiException(code, message);
    }
}
