package dev.jacobi.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jacobi.CompiledFunction;
import dev.jacobi.calculus.Derivatives;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Node;
import dev.jacobi.interpret.Interpreter;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What {@code evaluate} prints of a function with arrays at one point: each result and each derivative in its own shape.
 *
 * @param gradient the gradient, or null
 */
record ArrayEvaluation(
        FunctionGraph function,
        ArrayPoint point,
        List<ArrayValue> values,
        List<ArrayValue> gradient,
        List<ArrayMatrix> matrices) {

    /** The answers of compiled code. */
    static ArrayEvaluation compiled(
            FunctionGraph function, ArrayPoint point, CompiledFunction compiled, Set<Derivative> wanted) {
        boolean gradient = wanted.contains(Derivative.GRADIENT);
        CompiledFunction f = point.bind(compiled);
        double[] x = point.x();
        double[] y = new double[point.resultLength()];
        f.value(x, y);
        double[] g = new double[gradient ? x.length : 0];
        if (gradient) {
            f.gradient(x, g);
        }
        return of(
                function,
                point,
                y,
                gradient ? g : null,
                matrices(wanted)
                        .map(derivative -> ArrayMatrix.compiled(derivative, function, point, f))
                        .toList());
    }

    /** The answers of the interpreter. */
    static ArrayEvaluation interpreted(
            FunctionGraph function, ArrayPoint point, boolean strict, Set<Derivative> wanted) {
        double[] y = Interpreter.evaluate(function.graph(), function.results(), point, strict);
        double[] g = null;
        if (wanted.contains(Derivative.GRADIENT)) {
            List<Node> nodes =
                    Derivatives.gradient(function.graph(), function.results().get(0), function.variableNodes());
            g = Interpreter.evaluate(function.graph(), nodes, point, strict);
        }
        return of(
                function,
                point,
                y,
                g,
                matrices(wanted)
                        .map(derivative -> ArrayMatrix.interpreted(derivative, function, point, strict))
                        .toList());
    }

    private static Stream<Derivative> matrices(Set<Derivative> wanted) {
        return wanted.stream().filter(derivative -> derivative != Derivative.GRADIENT);
    }

    private static ArrayEvaluation of(
            FunctionGraph function, ArrayPoint point, double[] y, double[] g, List<ArrayMatrix> matrices) {
        return new ArrayEvaluation(
                function,
                point,
                point.shaped(function.results(), y),
                g == null ? null : point.shaped(function.variableNodes(), g),
                matrices);
    }

    /** The elements of all results. */
    double[] numbers() {
        return values.stream()
                .flatMapToDouble(value -> Arrays.stream(value.elements()))
                .toArray();
    }

    /** An only value as it is; else a line for each. */
    String text() {
        if (gradient == null && matrices.isEmpty() && values.size() == 1) {
            return values.get(0).text() + "\n";
        }
        StringBuilder out = new StringBuilder();
        append(out, "", ResultNames.of(function), values);
        if (gradient != null) {
            out.append("gradient:\n");
            append(out, "  ", function.variables(), gradient);
        }
        for (ArrayMatrix matrix : matrices) {
            out.append(matrix.name()).append(":\n");
            for (int i = 0; i < matrix.rows().size(); i++) {
                String row = matrix.rows().get(i);
                List<String> names = matrix.columns().stream()
                        .map(column -> row + " by " + column)
                        .toList();
                append(out, "  ", names, matrix.blocks().get(i));
            }
        }
        return out.toString();
    }

    private static void append(StringBuilder out, String indent, List<String> names, List<ArrayValue> shown) {
        for (int i = 0; i < shown.size(); i++) {
            out.append(indent).append(names.get(i)).append(" = ");
            out.append(shown.get(i).text()).append('\n');
        }
    }

    /** One object on one line. */
    String json() {
        return JsonText.object(json -> {
                    if (values.size() == 1) {
                        write(json, "value", values.get(0));
                    } else {
                        json.writeObjectFieldStart("values");
                        write(json, ResultNames.of(function), values);
                        json.writeEndObject();
                    }
                    if (gradient != null) {
                        json.writeObjectFieldStart("gradient");
                        write(json, function.variables(), gradient);
                        json.writeEndObject();
                    }
                    for (ArrayMatrix matrix : matrices) {
                        json.writeObjectFieldStart(matrix.name());
                        for (int i = 0; i < matrix.rows().size(); i++) {
                            json.writeObjectFieldStart(matrix.rows().get(i));
                            write(json, matrix.columns(), matrix.blocks().get(i));
                            json.writeEndObject();
                        }
                        json.writeEndObject();
                    }
                })
                + "\n";
    }

    /** Writes a field for each value. */
    static void write(JsonGenerator json, List<String> names, List<ArrayValue> shown) throws IOException {
        for (int i = 0; i < shown.size(); i++) {
            write(json, names.get(i), shown.get(i));
        }
    }

    private static void write(JsonGenerator json, String name, ArrayValue value) throws IOException {
        if (value.shape().length == 0) {
            JsonText.number(json, name, value.elements()[0]);
        } else {
            json.writeFieldName(name);
            write(json, value, 0, 0, value.elements().length);
        }
    }

    /** Writes the elements of one list; recurses over dimensions. */
    private static void write(JsonGenerator json, ArrayValue value, int dimension, int from, int length)
            throws IOException {
        if (dimension == value.shape().length) {
            JsonText.element(json, value.elements()[from]);
            return;
        }
        int extent = value.shape()[dimension];
        json.writeStartArray();
        for (int i = 0; i < extent; i++) {
            write(json, value, dimension + 1, from + i * (length / extent), length / extent);
        }
        json.writeEndArray();
    }

    /** Refuses what functions with arrays cannot be asked for. */
    static JacobiException notYet(String what) {
        return new JacobiException(ErrorCode.UNSUPPORTED, what + " is not there for functions with arrays yet");
    }
}
