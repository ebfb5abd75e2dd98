package dev.jacobi.cli;

import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.SourceText;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Lowering;
import dev.jacobi.interpret.Interpreter;
import dev.jacobi.syntax.Parser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Values from the command line, {@code x=3 l=pi/2}, by name. */
final class Assignments {
    private final Map<String, Double> values = new LinkedHashMap<>();

    /** Reads the values that were given for a function's parameters. */
    static Assignments parse(List<String> texts, FunctionGraph function, CommandLine commandLine) {
        List<String> known = Point.names(function);
        Assignments assignments = new Assignments();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals <= 0) {
                throw new ParameterException(commandLine, "expected NAME=VALUE, found '" + text + "'");
            }
            String name = text.substring(0, equals).strip();
            if (!known.contains(name)) {
                throw Source.unknown("variable", name, known);
            }
            if (assignments.values.put(name, value(name, text.substring(equals + 1))) != null) {
                throw new JacobiException(ErrorCode.ARGUMENT, "'" + name + "' is given twice");
            }
        }
        return assignments;
    }

    /** Takes those of some values that a function of numbers has and that are not given. */
    void add(FunctionGraph function, Map<String, ArrayValue> saved) {
        saved.forEach((name, value) -> {
            if (value.shape().length == 0 && Point.names(function).contains(name)) {
                values.putIfAbsent(name, value.elements()[0]);
            }
        });
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    boolean contains(String name) {
        return values.containsKey(name);
    }

    double get(String name) {
        return values.get(name);
    }

    /** The point of a function at these values. */
    Point point(FunctionGraph function) {
        List<String> names = Point.names(function);
        List<String> missing = new ArrayList<>();
        double[] point = new double[names.size()];
        for (int i = 0; i < point.length; i++) {
            if (contains(names.get(i))) {
                point[i] = get(names.get(i));
            } else {
                missing.add(names.get(i));
            }
        }
        if (!missing.isEmpty()) {
            throw new JacobiException(
                    ErrorCode.ARGUMENT,
                    "no value for " + String.join(", ", missing) + "; give it as in " + missing.get(0) + "=1.5");
        }
        return Point.of(function, point);
    }

    /** A number, or an expression of constants such as {@code pi/2}. */
    static double value(String name, String text) {
        Double number = Numbers.parse(text);
        if (number != null) {
            return number;
        }
        SourceText source = new SourceText("<value of " + name + ">", text);
        FunctionGraph constant = Lowering.lower(Parser.parse(source, Limits.server()), Limits.server())
                .get(0);
        if (!constant.variables().isEmpty() || !constant.data().isEmpty()) {
            throw new JacobiException(
                    ErrorCode.ARGUMENT, "the value of '" + name + "' must be a number, found '" + text + "'");
        }
        return Interpreter.evaluate(constant.graph(), constant.results(), node -> 0, false)[0];
    }
}
