package dev.jacobi.corpora;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Formula;
import dev.jacobi.Pipeline;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Limits;
import dev.jacobi.diag.SourceText;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Lowering;
import dev.jacobi.interpret.Interpreter;
import dev.jacobi.syntax.Parser;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A function of a case, compiled, and checked at the case's points against interpreter and references. */
final class ScalarCase {
    private final String id;
    private final Tally tally;
    private final FunctionGraph function;
    private final CompiledFunction compiled;
    private final Map<Derivative, RoundingBounds> bounds = new EnumMap<>(Derivative.class);

    private ScalarCase(String id, Tally tally, FunctionGraph function) {
        this.id = id;
        this.tally = tally;
        this.function = function;
        this.compiled = Pipeline.compile(function, Checks.OPTIONS);
    }

    /** The case as a function, or nothing where the language refuses it, which is counted. */
    static Optional<ScalarCase> of(String id, String text, Tally tally) {
        try {
            return Optional.of(new ScalarCase(id, tally, lower(text)));
        } catch (JacobiException e) {
            tally.refuse(id, e.code() + " " + e.diagnostics().get(0).message());
            return Optional.empty();
        }
    }

    /** A formula in symbols as a function. */
    static ScalarCase of(String id, Formula formula, Tally tally) {
        return new ScalarCase(id, tally, Pipeline.function(formula));
    }

    private static FunctionGraph lower(String text) {
        Limits limits = Limits.defaults();
        List<FunctionGraph> functions = Lowering.lower(Parser.parse(new SourceText("<case>", text), limits), limits);
        return functions.get(functions.size() - 1);
    }

    /** Compiled and interpreted results have the same bits. */
    void checkBits(String where, double[] x) {
        values(where, x);
    }

    /** All points, with value, gradient, and Hessian where they have its diagonal. */
    void check(List<Json> points) {
        if (points.isEmpty()) {
            tally.count("cases without points");
            double[] x = new double[compiled.variables().size()];
            Arrays.setAll(x, i -> 0.5 + i / 8.0);
            checkBits(id, x);
        }
        for (int i = 0; i < points.size(); i++) {
            tally.count(Tally.POINTS);
            check(id + " point " + i, points.get(i));
        }
    }

    private void check(String where, Json point) {
        double[] x = arguments(point);
        double value = values(where, x)[0];
        compare(Derivative.VALUE, where, value, Reference.of(point.text("value")), Tolerance.of(point, "value"), 0, x);
        double[] gradient = new double[x.length];
        sameBits(where + " value of gradient", compiled.gradient(x, gradient), value);
        Map<String, String> references = point.textsByName("grad");
        Tolerance tolerance = Tolerance.of(point, "grad");
        for (int i = 0; i < x.length; i++) {
            String name = compiled.variables().get(i);
            Reference reference = Reference.of(references.getOrDefault(name, "0"));
            compare(Derivative.GRADIENT, where + " d/d" + name, gradient[i], reference, tolerance, 1 + i, x);
        }
        if (point.has("hessDiag")) {
            hessian(where, x, value, point);
        }
    }

    private void hessian(String where, double[] x, double value, Json point) {
        double[] hessian = new double[x.length * x.length];
        sameBits(where + " value of Hessian", compiled.hessian(x, hessian), value);
        Tolerance tolerance = Tolerance.of(point, "hessDiag");
        point.textsByName("hessDiag").forEach((name, reference) -> {
            int i = compiled.variables().indexOf(name);
            int entry = i * x.length + i;
            String entryOf = where + " d2/d" + name + "2";
            compare(Derivative.HESSIAN, entryOf, hessian[entry], Reference.of(reference), tolerance, 1 + entry, x);
        });
    }

    /** Results and Jacobian of a vector function, in the order of the results. */
    void checkJacobian(String where, double[] x, List<Reference> values, List<Reference> jacobian) {
        double[] results = values(where, x);
        double[] entries = new double[jacobian.size()];
        compiled.jacobian(x, entries);
        for (int i = 0; i < results.length; i++) {
            compare(Derivative.VALUE, where + " result " + i, results[i], values.get(i), Tolerance.UNKNOWN, i, x);
        }
        for (int i = 0; i < entries.length; i++) {
            String entry =
                    where + " d" + i / x.length + "/d" + compiled.variables().get(i % x.length);
            compare(Derivative.JACOBIAN, entry, entries[i], jacobian.get(i), Tolerance.UNKNOWN, results.length + i, x);
        }
    }

    /** A value only. */
    void checkValue(String where, double[] x, Reference reference, Tolerance tolerance) {
        compare(Derivative.VALUE, where, values(where, x)[0], reference, tolerance, 0, x);
    }

    /**
     * Within the tolerance; where that demands no digit, where it is not known how much plain evaluation loses, and where the reference
     * is zero, so that there is no relative error, within what rounding may do to plain evaluation.
     */
    private void compare(
            Derivative what, String where, double got, Reference reference, Tolerance tolerance, int root, double[] x) {
        double error = reference.error(got);
        boolean relative = !reference.isZero() && tolerance.demandsDigits();
        if (!relative && error <= (reference.isZero() ? 0 : Tolerance.LEAST)) {
            tally.compare(what, where, got, reference, Tolerance.LEAST);
        } else if (!relative) {
            double bound = bounds.computeIfAbsent(what, d -> new RoundingBounds(function, d))
                    .of(root, x);
            tally.compareToBound(what, where, got, reference, bound);
        } else if (error <= tolerance.own() || !(tolerance.point() < 1)) {
            tally.compare(what, where, got, reference, tolerance.own());
        } else {
            tally.excuse(where);
            tally.compare(what, where, got, reference, tolerance.point());
        }
    }

    /** A point's {@code x} in the order of the variables; one that the formula does not mention may have no value. */
    double[] arguments(Json point) {
        return arguments(point, "x");
    }

    double[] arguments(Json from, String field) {
        Map<String, String> given = from.textsByName(field);
        return compiled.variables().stream()
                .mapToDouble(name -> Double.parseDouble(given.getOrDefault(name, "0")))
                .toArray();
    }

    /** All compiled results, checked to have the interpreter's bits. */
    private double[] values(String where, double[] x) {
        double[] expected = Interpreter.evaluate(function.graph(), function.results(), node -> x[node.index()], true);
        double[] results = new double[expected.length];
        compiled.value(x, results);
        for (int i = 0; i < expected.length; i++) {
            sameBits(where + " result " + i, results[i], expected[i]);
        }
        return results;
    }

    private void sameBits(String where, double compiledValue, double expected) {
        if (Double.doubleToLongBits(compiledValue) != Double.doubleToLongBits(expected)) {
            tally.disagree(where, compiledValue + " has not the bits of " + expected);
        }
    }
}
