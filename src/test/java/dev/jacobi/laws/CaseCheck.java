package dev.jacobi.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.jacobi.CompiledFunction;
import dev.jacobi.Pipeline;
import dev.jacobi.calculus.Derivatives;
import dev.jacobi.diag.Arithmetic;
import dev.jacobi.diag.Backend;
import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.Options;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Graph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Role;
import dev.jacobi.interpret.Interpreter;
import dev.jacobi.simplify.Grade;
import dev.jacobi.simplify.Simplifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One formula at one point: its value and derivatives by the interpreter and by the code of both compilers, in forward and reverse mode,
 * in each arithmetic or in those that are named.
 */
final class CaseCheck {
    private final String text;
    private final double[] x;
    private final FunctionGraph function;
    private final Set<Arithmetic> arithmetics;
    private final Map<String, CompiledFunction> compiled = new HashMap<>();

    private CaseCheck(String text, double[] x, Set<Arithmetic> arithmetics) {
        this.text = text;
        this.x = x;
        this.function = Laws.function(text);
        this.arithmetics = arithmetics;
    }

    /** A bare expression or a function, at the values of its variables. */
    static CaseCheck at(String text, double... x) {
        return new CaseCheck(text, x, EnumSet.allOf(Arithmetic.class));
    }

    /** The same in some arithmetics only. */
    CaseCheck in(Arithmetic first, Arithmetic... others) {
        return new CaseCheck(text, x, EnumSet.of(first, others));
    }

    CaseCheck value(double expected) {
        for (Arithmetic arithmetic : arithmetics) {
            Options options = Options.defaults().arithmetic(arithmetic);
            Pipeline.Stage stage = Pipeline.simplified(function, Derivative.VALUE, options);
            same(arithmetic + ", interpreted", expected, interpreted(stage.graph(), stage.values())[0]);
            for (Backend backend : Backend.values()) {
                CompiledFunction f = compiled(arithmetic, backend);
                String how = arithmetic + ", " + backend;
                same(how, expected, f.value(x));
                same(how + ", beside the gradient", expected, f.gradient(x, new double[x.length]));
            }
        }
        return this;
    }

    CaseCheck gradient(double... expected) {
        for (Arithmetic arithmetic : arithmetics) {
            Options options = Options.defaults().arithmetic(arithmetic);
            Pipeline.Stage stage = Pipeline.simplified(function, Derivative.GRADIENT, options);
            same(arithmetic + ", reverse, interpreted", expected, interpreted(stage.graph(), stage.derivatives()));
            same(arithmetic + ", forward, interpreted", expected, forward(arithmetic));
            for (Backend backend : Backend.values()) {
                CompiledFunction f = compiled(arithmetic, backend);
                double[] reverse = new double[x.length];
                f.gradient(x, reverse);
                same(arithmetic + ", reverse, " + backend, expected, reverse);
                if (x.length == 1) {
                    double[] dy = new double[1];
                    f.jvp(x, new double[] {1}, dy);
                    same(arithmetic + ", forward, " + backend, expected, dy);
                }
            }
        }
        return this;
    }

    private double[] forward(Arithmetic arithmetic) {
        Graph g = function.graph();
        List<Node> derivatives = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            derivatives.add(Derivatives.derivative(g, function.results().get(0), g.parameter(Role.VARIABLE, i)));
        }
        Grade grade = switch (arithmetic) {
            case IEEE -> Grade.IEEE;
            case DEFAULT, REAL -> Grade.REAL;
            case FAST -> Grade.FAST;
        };
        Map<Node, Node> images = Simplifier.simplify(g, derivatives, grade, false, Map.of());
        return interpreted(g, derivatives.stream().map(images::get).toList());
    }

    /** The Hessian, row-major. */
    CaseCheck hessian(double... expected) {
        for (Arithmetic arithmetic : arithmetics) {
            Options options = Options.defaults().arithmetic(arithmetic);
            Pipeline.Stage stage = Pipeline.simplified(function, Derivative.HESSIAN, options);
            same(arithmetic + ", Hessian, interpreted", expected, interpreted(stage.graph(), stage.derivatives()));
            for (Backend backend : Backend.values()) {
                double[] hessian = new double[expected.length];
                compiled(arithmetic, backend).hessian(x, hessian);
                same(arithmetic + ", Hessian, " + backend, expected, hessian);
            }
        }
        return this;
    }

    private CompiledFunction compiled(Arithmetic arithmetic, Backend backend) {
        Options options = Options.defaults().arithmetic(arithmetic).backend(backend);
        return compiled.computeIfAbsent(arithmetic + " " + backend, key -> Pipeline.compile(function, options));
    }

    private double[] interpreted(Graph g, List<Node> roots) {
        return Interpreter.evaluate(g, roots, this::parameter, false);
    }

    private double parameter(Node node) {
        return x[node.index()];
    }

    private void same(String what, double[] expected, double[] found) {
        for (int i = 0; i < expected.length; i++) {
            same(what + ", derivative " + i, expected[i], found[i]);
        }
    }

    /**
     * The same number: within 4 ulp, since the references are decimal (half an ulp), an operation's function is within 1 to 2 ulp and the
     * partial's own arithmetic adds one. NaN, infinities and signed zeros exactly, but an expected +0.0 stands for both zeros.
     */
    private void same(String what, double expected, double found) {
        boolean number = Double.isFinite(expected) && expected != 0;
        boolean same = number
                ? Math.abs(expected - found) <= 4 * Math.ulp(expected)
                : Laws.same(expected, found) || expected == 0 && 1 / expected > 0 && found == 0;
        assertThat(same)
                .as("%s at %s, %s: expected %s, found %s", text, Arrays.toString(x), what, expected, found)
                .isTrue();
    }
}
